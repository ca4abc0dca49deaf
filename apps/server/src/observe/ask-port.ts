import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import { because } from '../journal/because.ts'
import { probePort } from './probe-port.ts'
import type { Asking } from './probe-way.ts'

/** Puts the catalog's question to one port of a chart. The port's number must be known. */
export function askPort(chart: Chart, port: ChartPort, asking: Omit<Asking, 'target'>): Promise<Evidence> {
  const target = targetOf(chart, numberOf(port))
  return because({ why: 'probe' }, () => probePort(port.probe, { ...asking, target }))
}

/** The port's number, or the usual one where it is not known; see `knownWithoutAsking`. */
export function numberOf({ number }: ChartPort): number {
  return number.kind === 'known' ? number.value : number.usual
}

/** Where a tunnel to a port of this pod, and of no later pod of the same name, goes. */
export function targetOf({ pod }: Chart, port: number) {
  return { namespace: pod.namespace, pod: pod.name, uid: pod.uid, port }
}
