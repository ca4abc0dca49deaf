import type { SocketGrouping } from './socket-view.ts'
import type { SocketRow } from './socket-rows.ts'

/** A line of the table: the head of a group, or one socket. Both are equally high. */
export type SocketLine =
  | {
      readonly kind: 'group'
      readonly id: string
      /** What its sockets have in common; empty where they have nothing to say. */
      readonly label: string
      readonly count: number
      readonly folded: boolean
    }
  | { readonly kind: 'socket'; readonly id: string; readonly row: SocketRow }

/** Rows in the order in which they are drawn: the biggest group first, each in the rows' own order. */
export function socketLines(
  rows: readonly SocketRow[],
  by: SocketGrouping | undefined,
  folded: ReadonlySet<string>,
): readonly SocketLine[] {
  if (by === undefined) return rows.map(lineOf)
  const groups = Map.groupBy(rows, ({ cells }) => cells[by])
  return [...groups]
    .toSorted(([a, one], [b, other]) => other.length - one.length || a.localeCompare(b))
    .flatMap(([label, members]): readonly SocketLine[] => {
      const id = `${by}:${label}`
      const head: SocketLine = { kind: 'group', id, label, count: members.length, folded: folded.has(id) }
      return head.folded ? [head] : [head, ...members.map(lineOf)]
    })
}

function lineOf(row: SocketRow): SocketLine {
  return { kind: 'socket', id: row.id, row }
}
