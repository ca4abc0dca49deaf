import { useEffect, useRef, useState } from 'react'
import type { RefObject, UIEvent } from 'react'
import { rowsInView } from '../explorer/tree-window.ts'

/** Which of many equally high lines are drawn, for a scroller that holds them all. */
export function useRowWindow(
  count: number,
  rowHeight: number,
): {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void
  readonly from: number
  readonly to: number
} {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrollTop: 0, height: 400 })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      const { scrollTop, clientHeight: height } = element
      setView((before) => (before.height === height ? before : { scrollTop, height }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const { from, to } = rowsInView(count, { ...view, rowHeight })
  return {
    scroller,
    onScroll: ({ currentTarget: { scrollTop, clientHeight } }) =>
      setView({ scrollTop, height: clientHeight }),
    from,
    to,
  }
}
