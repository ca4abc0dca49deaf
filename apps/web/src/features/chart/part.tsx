import type { ReactNode } from 'react'
import styles from './pod-chart.module.css'

export type PartProps = {
  readonly id: string
  readonly label: string
  readonly chosen: boolean
  /** Whether Tab leads here; the arrow keys lead to all the others. */
  readonly tabStop: boolean
  readonly onChoose: (id: string) => void
  /** The shapes that are focused, chosen and hit. */
  readonly children: ReactNode
  /** What is written on them. It is no part of the button: the label says all of it, in the order of speech. */
  readonly writing?: ReactNode
}

/** A part of the drawing that can be focused and chosen like a button. */
export function Part({ id, label, chosen, tabStop, onChoose, children, writing }: PartProps) {
  return (
    <>
      <g
        role="button"
        tabIndex={tabStop ? 0 : -1}
        aria-label={label}
        aria-pressed={chosen}
        data-part={id}
        className={styles.part}
        onClick={() => onChoose(id)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          onChoose(id)
        }}
      >
        <title>{label}</title>
        {children}
      </g>
      {writing !== undefined && (
        <g className={styles.writing} aria-hidden="true">
          {writing}
        </g>
      )}
    </>
  )
}
