import type { TreeRow } from './tree-rows.ts'

/** What a key does to a tree. */
export type TreeAction =
  | { readonly kind: 'move'; readonly to: string }
  | { readonly kind: 'expand'; readonly id: string }
  | { readonly kind: 'collapse'; readonly id: string }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'expand-siblings'; readonly ids: readonly string[] }

/**
 * The keyboard of a tree view.
 * @param pageRows lines that fit on the screen, for Page Up and Page Down
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/#keyboardinteraction
 */
export function treeAction(
  rows: readonly TreeRow[],
  active: string | undefined,
  key: string,
  pageRows: number,
): TreeAction | undefined {
  const at = rows.findIndex(({ node }) => node.id === active)
  const row = rows[at]
  const moveTo = (index: number): TreeAction | undefined => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, index))]
    return target === undefined || target === row ? undefined : { kind: 'move', to: target.node.id }
  }
  if (row === undefined)
    return key.startsWith('Arrow') || key === 'Home'
      ? moveTo(0)
      : key === 'End'
        ? moveTo(rows.length - 1)
        : undefined
  switch (key) {
    case 'ArrowDown':
      return moveTo(at + 1)
    case 'ArrowUp':
      return moveTo(at - 1)
    case 'PageDown':
      return moveTo(at + pageRows)
    case 'PageUp':
      return moveTo(at - pageRows)
    case 'Home':
      return moveTo(0)
    case 'End':
      return moveTo(rows.length - 1)
    case 'ArrowRight':
      if (row.expanded === false) return { kind: 'expand', id: row.node.id }
      return row.expanded === true && rows[at + 1]?.parent === row.node.id ? moveTo(at + 1) : undefined
    case 'ArrowLeft':
      if (row.expanded === true) return { kind: 'collapse', id: row.node.id }
      return row.parent === undefined ? undefined : { kind: 'move', to: row.parent }
    case 'Enter':
    case ' ':
      return {
        kind: row.expanded === true ? 'collapse' : row.expanded === false ? 'expand' : 'open',
        id: row.node.id,
      }
    case '*': {
      const closed = rows.filter((other) => other.parent === row.parent && other.expanded === false)
      return { kind: 'expand-siblings', ids: closed.map(({ node }) => node.id) }
    }
    default:
      return undefined
  }
}

/**
 * Type-ahead: the next line whose name begins with what was typed, from the
 * active one on and around. The same letter again goes on to the next.
 */
export function typeAhead(
  rows: readonly TreeRow[],
  active: string | undefined,
  typed: string,
): string | undefined {
  const wanted = typed.toLowerCase()
  const repeated = wanted.split('').every((letter) => letter === wanted[0])
  const begin = repeated ? wanted.slice(0, 1) : wanted
  const at = rows.findIndex(({ node }) => node.id === active)
  const start = repeated ? at + 1 : Math.max(0, at)
  const around = [...rows.slice(start), ...rows.slice(0, start)]
  return around.find(({ node }) => node.label.toLowerCase().startsWith(begin))?.node.id
}
