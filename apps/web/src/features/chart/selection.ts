import type {
  Chart,
  ChartLink,
  ChartPeer,
  ChartPort,
  ChartProcess,
  ChartSocket,
} from '@portolan/contract/chart'

/** What is chosen on a chart. */
export type Selected =
  | { readonly kind: 'port'; readonly port: ChartPort }
  | { readonly kind: 'link'; readonly link: ChartLink }
  | { readonly kind: 'process'; readonly process: ChartProcess }
  | { readonly kind: 'socket'; readonly socket: ChartSocket }
  | { readonly kind: 'peer'; readonly peer: ChartPeer }

/**
 * The text that a link to a view carries for a chosen part: a port is its bare
 * key, everything else has its kind before it (`link:...`).
 */
export function selectionText(kind: Selected['kind'], key: string): string {
  return kind === 'port' ? key : `${kind}:${key}`
}

/** Finds what {@link selectionText} wrote; `undefined` when this chart has no such part. */
export function findSelected(chart: Chart, text: string | undefined): Selected | undefined {
  if (text === undefined) return undefined
  const port = chart.ports.find(({ key }) => key === text)
  if (port !== undefined) return { kind: 'port', port }
  const link = chart.links.find(({ key }) => selectionText('link', key) === text)
  if (link !== undefined) return { kind: 'link', link }
  const process = chart.processes.find(({ key }) => selectionText('process', key) === text)
  if (process !== undefined) return { kind: 'process', process }
  const socket = chart.sockets.find(({ key }) => selectionText('socket', key) === text)
  if (socket !== undefined) return { kind: 'socket', socket }
  const peer = chart.peers.find(({ key }) => selectionText('peer', key) === text)
  return peer === undefined ? undefined : { kind: 'peer', peer }
}

/** Whether a link starts or ends at the chosen part, so that a quiet one is drawn too. */
export function touches(link: ChartLink, chosen: string | undefined): boolean {
  if (chosen === undefined) return false
  return (
    chosen === selectionText('link', link.key) ||
    [link.from, link.to].some((end) => selectionText(end.kind, end.key) === chosen)
  )
}
