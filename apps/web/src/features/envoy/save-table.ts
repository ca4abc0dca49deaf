import type { Arrangement } from '@portolan/envoy/table/arrange-rows'
import type { TableId } from '@portolan/envoy/table/resource-table'
import { saveBlob } from '../panel/save-file.ts'
import { deskLink } from './worker/desk-link.ts'
import type { ProxySource } from './worker/proxy-source.ts'

/** Hands the rows of a table, as it is arranged, to the browser as a file: `cart-1-clusters.csv`. */
export async function saveTable(
  source: ProxySource,
  table: TableId,
  arrangement: Arrangement,
  format: 'csv' | 'json',
): Promise<void> {
  const file = await deskLink.call('export', { source, table, arrangement, format })
  saveBlob(file, `${source.kind === 'pod' ? source.pod : source.name}-${table}.${format}`)
}
