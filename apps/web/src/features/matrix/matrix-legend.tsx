import type { MatrixPort } from '@portolan/contract/matrix'
import { MatrixMark } from './matrix-mark.tsx'
import type { MatrixCell } from './matrix-rows.ts'
import type { MatrixWords } from './use-matrix-words.ts'
import styles from './matrix.module.css'

const port: MatrixPort = {
  id: 'unknown',
  transport: 'tcp',
  protocol: 'tcp',
  declaredBy: [],
  services: [],
  istiod: false,
  deviations: [],
}
const seen = { at: 0, by: 'probe', seenAt: '' } as const

/** A mark for each thing that marks say. */
const marks = {
  open: { port: { ...port, expected: 'expected' }, seen: { ...seen, state: 'open' } },
  closed: { port: { ...port, expected: 'expected' }, seen: { ...seen, state: 'closed' } },
  expected: { port: { ...port, expected: 'expected' }, seen: undefined },
  possible: { port: { ...port, expected: 'possible' }, seen: undefined },
  told: { port, seen: undefined },
  error: { port: { ...port, deviations: [{ id: 'reserved-port', severity: 'error' }] }, seen: undefined },
  warning: {
    port: { ...port, deviations: [{ id: 'declared-twice', severity: 'warning' }] },
    seen: undefined,
  },
  hint: { port: { ...port, deviations: [{ id: 'moved', severity: 'hint' }] }, seen: undefined },
} as const satisfies Readonly<Record<string, MatrixCell>>

const shown = ['open', 'closed', 'expected', 'possible', 'told', 'error', 'warning', 'hint'] as const

/** What the marks mean; every mark says the same in its label. */
export function MatrixLegend({ words: { t } }: { readonly words: MatrixWords }) {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {shown.map((one) => (
        <li key={one}>
          <MatrixMark cell={marks[one]} />
          {t(`matrix:legend.${one}`)}
        </li>
      ))}
    </ul>
  )
}
