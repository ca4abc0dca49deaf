import { useEffect, useRef } from 'react'
import type { KeyboardEvent, RefObject } from 'react'

type RowKeys = {
  readonly scroller: RefObject<HTMLElement | null>
  /** Of all rows, in their order, the ones that are not drawn included. */
  readonly ids: readonly string[]
  /** In CSS pixels; the head stays in view above the rows. */
  readonly rowHeight: number
  readonly headHeight: number
  /** Hears of the row that was moved to. */
  readonly onMove: (id: string) => void
}

/**
 * Arrow keys, Page keys, Home and End in a table of which only the rows in view
 * are drawn. Whatever takes the focus in a row has the row's id as `data-row`.
 */
export function useRowKeys({ scroller, ids, rowHeight, headHeight, onMove }: RowKeys) {
  const wanted = useRef<string>(undefined)

  // After a key the focus follows, once the row is drawn.
  useEffect(() => {
    if (wanted.current === undefined) return
    const row = rowIn(scroller.current, wanted.current)
    if (row === undefined) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })

  return (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement)) return
    const focused = event.target.closest('tr')?.querySelector<HTMLElement>('[data-row]')?.dataset['row']
    const at = focused === undefined ? -1 : ids.indexOf(focused)
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: ids.length - 1,
    }
    const step = steps[event.key]
    if (focused === undefined || step === undefined) return
    event.preventDefault()
    const index = Math.min(Math.max(0, step), ids.length - 1)
    const next = ids[index]
    if (next === undefined) return
    wanted.current = next
    reveal(scroller.current, index, { rowHeight, headHeight })
    onMove(next)
    rowIn(scroller.current, next)?.focus()
  }
}

function rowIn(scroller: HTMLElement | null, id: string): HTMLElement | undefined {
  return scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? undefined
}

/** Scrolls so that a row is in view, below the head of the table. */
function reveal(
  scroller: HTMLElement | null,
  index: number,
  { rowHeight, headHeight }: Pick<RowKeys, 'rowHeight' | 'headHeight'>,
): void {
  if (scroller === null) return
  const top = index * rowHeight
  const room = scroller.clientHeight - headHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room
}
