import { useEffect, useState } from 'react'

/**
 * A value as it was at the last frame: a burst of key presses is searched for
 * once. The second result takes the latest at once, for who cannot wait.
 */
export function useFrameValue<T>(value: T): readonly [T, () => void] {
  const [shown, setShown] = useState(value)
  useEffect(() => {
    if (value === shown) return
    const frame = requestAnimationFrame(() => setShown(value))
    return () => cancelAnimationFrame(frame)
  }, [value, shown])
  return [shown, () => setShown(value)]
}
