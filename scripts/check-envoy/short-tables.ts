import { listenerShortTables } from './listener-tables.ts'
import { proxyShortTables } from './proxy-tables.ts'
import type { ShortTable } from './short-table.ts'
import { upstreamShortTables } from './upstream-tables.ts'

/** Every short table of `istioctl proxy-config`, told by our rows. */
export const shortTables: readonly ShortTable[] = [
  ...listenerShortTables,
  ...upstreamShortTables,
  ...proxyShortTables,
]
