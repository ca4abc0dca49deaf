import type { ReactNode } from 'react'
import styles from './pod-chart.module.css'

export type PartProps = {
  readonly id: string
  readonly label: string
  readonly chosen: boolean
  /** Whether Tab leads here; the arrow keys lead to all the others. */
  readonly tabStop: boolean
  readonly onChoose: (id: string) => void
  readonly children: ReactNode
}

/** A part of the drawing that can be focused and chosen like a button. */
export function Part({ id, label, chosen, tabStop, onChoose, children }: PartProps) {
  return (
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
  )
}
