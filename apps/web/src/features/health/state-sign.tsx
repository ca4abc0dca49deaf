import type { HealthHop } from '@portolan/contract/health'
import { IconCircleCheckFilled, IconCircleDashed, IconCircleXFilled } from '@tabler/icons-react'
import styles from './health.module.css'

const signs = { good: IconCircleCheckFilled, bad: IconCircleXFilled, unknown: IconCircleDashed } as const

/** A state as a sign whose form tells it, too; the word stands beside it. */
export function StateSign({ state }: { readonly state: HealthHop['state'] }) {
  const Sign = signs[state]
  return <Sign size={15} className={styles.sign} data-state={state} aria-hidden="true" />
}
