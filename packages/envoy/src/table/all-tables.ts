import { clustersTable } from '../clusters/clusters-table.ts'
import { endpointsTable } from '../endpoints/endpoints-table.ts'
import { extensionsTable } from '../extensions/extensions-table.ts'
import { filterChainsTable } from '../listeners/filter-chains-table.ts'
import { listenersTable } from '../listeners/listeners-table.ts'
import { loggersTable } from '../proxy/loggers-table.ts'
import { runtimeTable } from '../proxy/runtime-table.ts'
import { routesTable } from '../routes/routes-table.ts'
import { secretsTable } from '../secrets/secrets-table.ts'
import { statsTable } from '../stats/stats-table.ts'
import { anyTable } from './open-table.ts'
import type { AnyTable } from './open-table.ts'
import type { TableId } from './resource-table.ts'

/** Every table of a proxy. */
export const allTables: Readonly<Record<TableId, AnyTable>> = {
  listeners: anyTable(listenersTable),
  'filter-chains': anyTable(filterChainsTable),
  routes: anyTable(routesTable),
  clusters: anyTable(clustersTable),
  endpoints: anyTable(endpointsTable),
  secrets: anyTable(secretsTable),
  extensions: anyTable(extensionsTable),
  runtime: anyTable(runtimeTable),
  stats: anyTable(statsTable),
  loggers: anyTable(loggersTable),
}
