import type { KeyboardEvent } from 'react'

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** How much worse a step aside is than a step ahead. */
const asideWeight = 2.5

/**
 * Moves the focus to the nearest part in the direction of an arrow key, as the
 * parts lie on the screen. Parts are the elements with `data-part`.
 */
export function moveFocus(event: KeyboardEvent<SVGSVGElement>): void {
  const direction = directions[event.key]
  const current = event.target instanceof SVGElement ? event.target.closest('[data-part]') : undefined
  if (direction === undefined || !current) return
  const from = centre(current)
  let best: { readonly element: SVGElement; readonly distance: number } | undefined
  for (const element of event.currentTarget.querySelectorAll<SVGElement>('[data-part]')) {
    if (element === current) continue
    const to = centre(element)
    const ahead = (to.x - from.x) * direction[0] + (to.y - from.y) * direction[1]
    const aside = Math.abs((to.x - from.x) * direction[1]) + Math.abs((to.y - from.y) * direction[0])
    const distance = ahead + aside * asideWeight
    if (ahead > 1 && (best === undefined || distance < best.distance)) best = { element, distance }
  }
  if (best === undefined) return
  event.preventDefault()
  best.element.focus()
}

function centre(element: Element): { readonly x: number; readonly y: number } {
  const { x, y, width, height } = element.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2 }
}
