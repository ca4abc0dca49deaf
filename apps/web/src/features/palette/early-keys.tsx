import { useEffect } from 'react'
import { closePalette, openPalette, palette } from './palette-state.ts'

/** Stands where the palette will be while its code is on its way: what is typed meanwhile is the beginning of the search. */
export function EarlyKeys() {
  useEffect(() => {
    const ending = new AbortController()
    addEventListener('keydown', keep, { capture: true, signal: ending.signal })
    return () => ending.abort()
  }, [])
  return null
}

function keep(event: KeyboardEvent): void {
  const { text = '' } = palette.current() ?? {}
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') closePalette()
  else if (event.key === 'Backspace') openPalette(text.slice(0, -1))
  else if (event.key.length === 1) openPalette(text + event.key)
  else return
  event.preventDefault()
  event.stopPropagation()
}
