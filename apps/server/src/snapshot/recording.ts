import type { RecordingSpool } from '@portolan/recording/archive-writer'
import type { Redactor } from '@portolan/recording/redact/redactor'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { SizeBudget } from './size-budget.ts'
import type { SnapshotScope } from './snapshot-scope.ts'

/** What everybody who works on one recording shares. */
export type Recording = {
  readonly session: ClusterSession
  readonly scope: SnapshotScope
  readonly spool: RecordingSpool
  readonly redactor: Redactor
  readonly budget: SizeBudget
  /** Ends everything. */
  readonly signal: AbortSignal
}
