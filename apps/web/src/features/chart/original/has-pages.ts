import type { ChartPort } from '@portolan/contract/chart'

/** Whether a port speaks HTTP as far as is known, so that it may have pages. */
export function hasPages(port: ChartPort): boolean {
  if (port.presence.kind === 'absent' || port.number.kind === 'unknown') return false
  return port.protocol === 'http' || (port.id === 'application' && port.protocol === 'tcp')
}
