import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { KeptLine } from './log-book.ts'
import { lineAt, lineTops } from './line-tops.ts'

/** Height of a row, in CSS pixels; the style sheet says the same. */
export const rowHeight = 18
/** Rows that are drawn beyond each edge. */
const overscan = 12
/** So near to the end counts as being there, in CSS pixels. */
const nearEnd = 3

type Place = { readonly top: number; readonly height: number; readonly width: number }

export type LineWindow = {
  readonly scroller: RefObject<HTMLElement | null>
  /** Takes the scroller, whenever it is drawn. */
  readonly onScroller: (element: HTMLElement | null) => void
  /** Holds {@link measuredCells} cells, so that their width is known. */
  readonly ruler: RefObject<HTMLSpanElement | null>
  readonly onScroll: () => void
  /** The first drawn line and one past the last; where the first begins and how high all are, in rows. */
  readonly from: number
  readonly to: number
  readonly tops: readonly number[]
  /** The first line in view. */
  readonly first: number
  /** Lines that came since one scrolled away from the end; `undefined` while one is there. */
  readonly newer: number | undefined
  readonly toEnd: () => void
  /** Brings a line into view. */
  readonly reveal: (index: number) => void
}

export const measuredCells = 50

/**
 * Which lines of a log are drawn. It stays at the end when it is there and
 * something comes, and with the line that one looks at when it is not, even
 * when older lines are pushed out above it.
 * @param prefix cells before each text, where lines are wrapped; `undefined` where they are not
 */
export function useLineWindow(lines: readonly KeptLine[], prefix: number | undefined): LineWindow {
  const scroller = useRef<HTMLElement>(null)
  const [drawn, setDrawn] = useState<HTMLElement | null>(null)
  const onScroller = useCallback((element: HTMLElement | null) => {
    scroller.current = element
    setDrawn(element)
  }, [])
  const ruler = useRef<HTMLSpanElement>(null)
  const anchor = useRef<{ readonly order: number; readonly offset: number }>(undefined)
  const [place, setPlace] = useState<Place>({ top: 0, height: 400, width: 800 })
  const [cell, setCell] = useState(7.5)
  /** The latest line when one scrolled away from the end. */
  const [away, setAway] = useState<number>()

  const columns = prefix === undefined ? undefined : Math.max(20, Math.floor(place.width / cell) - prefix)
  const tops = useMemo(() => lineTops(lines, columns), [lines, columns])

  const look = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    const { scrollTop: top, clientHeight: height, clientWidth } = element
    const { paddingLeft, paddingRight } = getComputedStyle(element)
    const width = clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
    setPlace((before) =>
      before.top === top && before.height === height && before.width === width
        ? before
        : { top, height, width },
    )
  }, [])

  // Before it is painted: what came must not push away what one reads.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    if (anchor.current === undefined) element.scrollTop = element.scrollHeight
    else {
      const { order, offset } = anchor.current
      const index = lines.findIndex((line) => line.order >= order)
      if (index !== -1) element.scrollTop = (tops[index] ?? 0) * rowHeight + offset
    }
    look()
  }, [lines, tops, look])

  // A log without lines draws no scroller: this begins with the first one.
  useEffect(() => {
    if (drawn === null) return
    setCell((ruler.current?.getBoundingClientRect().width ?? 0) / measuredCells || 7.5)
    const observer = new ResizeObserver(() => {
      // A lower window at the end stays at the end.
      if (anchor.current === undefined) drawn.scrollTop = drawn.scrollHeight
      look()
    })
    observer.observe(drawn)
    return () => observer.disconnect()
  }, [drawn, look])

  const onScroll = () => {
    const element = scroller.current
    if (element === null) return
    const { scrollTop, clientHeight, scrollHeight } = element
    if (scrollTop + clientHeight >= scrollHeight - nearEnd) {
      anchor.current = undefined
      setAway(undefined)
    } else {
      const index = lineAt(tops, Math.floor(scrollTop / rowHeight))
      const order = lines[index]?.order ?? 0
      // Several lines may be of the same moment: the offset counts from the first of them.
      const begin = lines.findIndex((line) => line.order >= order)
      anchor.current = { order, offset: scrollTop - (tops[begin] ?? 0) * rowHeight }
      setAway((before) => before ?? lines.reduce((latest, { id }) => Math.max(latest, id), -1))
    }
    look()
  }

  const row = Math.floor(place.top / rowHeight)
  const from = lineAt(tops, row - overscan)
  const to = Math.min(lines.length, lineAt(tops, row + Math.ceil(place.height / rowHeight) + overscan) + 1)
  return {
    scroller,
    onScroller,
    ruler,
    onScroll,
    from,
    to,
    tops,
    first: lineAt(tops, row),
    newer: away === undefined ? undefined : lines.filter(({ id }) => id > away).length,
    toEnd: () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight }),
    reveal: (index) => {
      const top = (tops[index] ?? 0) * rowHeight
      const bottom = (tops[index + 1] ?? 0) * rowHeight
      const element = scroller.current
      if (element === null) return
      if (top >= element.scrollTop && bottom <= element.scrollTop + element.clientHeight) return
      element.scrollTo({ top: top - element.clientHeight / 3 })
    },
  }
}
