import type { InsideRecord } from '@portolan/contract/inside-changes'
import { ProblemWords } from '../problem/problem-words.tsx'
import styles from './inside.module.css'

/** Why the latest look of a repeated looking came to nothing. */
export function RecordProblem({ record: { problem } }: { readonly record: InsideRecord }) {
  if (problem === undefined) return null
  return (
    <div className={styles.problem} role="alert">
      <ProblemWords code={problem.code} said={problem.text} />
    </div>
  )
}
