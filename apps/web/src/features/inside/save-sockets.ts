import type { InsideLook, InsideSocket } from '@portolan/contract/inside'
import { saveBlob } from '../panel/save-file.ts'
import { socketsAsCsv, socketsAsJson } from './socket-export.ts'

/** Hands sockets to the browser as a file, named for the pod and the moment: `cart-1-sockets-20261123T080002Z.csv`. */
export function saveSockets(
  look: InsideLook,
  sockets: readonly InsideSocket[],
  format: 'csv' | 'json',
): void {
  const text = format === 'csv' ? socketsAsCsv(sockets) : socketsAsJson(look, sockets)
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
  const moment = look.at.replaceAll(/[-:]|\.\d+/g, '')
  saveBlob(new Blob([text], { type }), `${look.pod.name}-sockets-${moment}.${format}`)
}
