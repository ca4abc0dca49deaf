import type { InsideLook, InsideSocket } from '@portolan/contract/inside'
import { saveTable } from '../table/save-table.ts'
import type { TableFormat } from '../table/save-table.ts'
import { socketsAsCsv, socketsAsJson } from './socket-export.ts'

/** Hands sockets to the browser as a file. */
export function saveSockets(look: InsideLook, sockets: readonly InsideSocket[], format: TableFormat): void {
  const text = format === 'csv' ? socketsAsCsv(sockets) : socketsAsJson(look, sockets)
  saveTable({ name: `${look.pod.name}-sockets`, at: look.at, format, text })
}
