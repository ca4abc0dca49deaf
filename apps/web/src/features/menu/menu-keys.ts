/** Letters typed within this time belong to one word, in milliseconds. */
export const typingPause = 600

/**
 * Where the arrow keys lead in a menu; around at its ends. `undefined` for
 * every other key.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/menubar/#keyboardinteraction
 */
export function menuStep(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'Home':
    case 'PageUp':
      return 0
    case 'End':
    case 'PageDown':
      return count - 1
    default:
      return undefined
  }
}

/** The next line that begins with what was typed; the same letter again goes on to the next one. */
export function menuTypeAhead(labels: readonly string[], at: number, typed: string): number | undefined {
  const wanted = typed.toLowerCase()
  const repeated = wanted.split('').every((letter) => letter === wanted[0])
  const begin = repeated ? wanted.slice(0, 1) : wanted
  const start = repeated ? at + 1 : at
  const order = labels.map((_, index) => (Math.max(0, start) + index) % labels.length)
  return order.find((index) => labels[index]?.toLowerCase().startsWith(begin))
}
