import { useRef } from 'react'
import styles from './splitter.module.css'

type SplitterProps = {
  readonly label: string
  readonly width: number
  readonly least: number
  readonly most: number
  readonly onResize: (width: number) => void
}

/** How far one press of an arrow key moves it, in CSS pixels. */
const step = 16

/**
 * The movable edge of a side bar, by pointer and by arrow keys.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
 */
export function Splitter({ label, width, least, most, onResize }: SplitterProps) {
  const grip = useRef<{ readonly x: number; readonly width: number }>(undefined)
  const resize = (wanted: number) => onResize(Math.round(Math.max(least, Math.min(most, wanted))))
  return (
    <hr
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      className={styles.splitter}
      onPointerDown={(event) => {
        grip.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (grip.current !== undefined) resize(grip.current.width + event.clientX - grip.current.x)
      }}
      onPointerUp={() => {
        grip.current = undefined
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') resize(width - step)
        else if (event.key === 'ArrowRight') resize(width + step)
        else if (event.key === 'Home') resize(least)
        else if (event.key === 'End') resize(most)
      }}
    />
  )
}
