import type { ResourceTable } from '../table/resource-table.ts'
import { bindsToPort, furtherPorts, handsOn } from './listener-address.ts'
import { listenerFacts } from './listener-facts.ts'
import { listenerRows } from './listener-row.ts'
import type { ListenerRow } from './listener-row.ts'

/** The listeners of a proxy: one row for each state that one is in. */
export const listenersTable: ResourceTable<ListenerRow> = {
  id: 'listeners',
  rows: listenerRows,
  columns: [
    { id: 'listener.name', cell: ({ name }) => name },
    { id: 'listener.addresses', cell: ({ addresses }) => addresses.join(',') },
    { id: 'listener.port', cell: ({ port }) => port },
    { id: 'listener.direction', cell: ({ direction }) => direction },
    { id: 'listener.state', cell: ({ entry }) => entry.state, reads: 'state' },
    { id: 'listener.traffic', cell: ({ traffic }) => traffic },
    { id: 'listener.chains', cell: ({ chains }) => chains, reads: 'count' },
    {
      id: 'listener.destination',
      cell: ({ destination }) => destination,
      link: ({ destinationLink }) => destinationLink,
    },
    { id: 'listener.failure', cell: ({ entry }) => entry.failure?.details },
    { id: 'listener.kind', cell: ({ kind }) => kind, extra: true },
    { id: 'listener.bind', cell: ({ entry }) => bindsToPort(entry.resource), extra: true },
    { id: 'listener.original-dst', cell: ({ entry }) => handsOn(entry.resource), extra: true },
    {
      id: 'listener.further-ports',
      cell: ({ entry }) => furtherPorts(entry.resource).join(',') || undefined,
      extra: true,
    },
    { id: 'listener.version', cell: ({ entry }) => entry.versionInfo, extra: true },
    {
      id: 'listener.updated',
      cell: ({ entry }) => instantOf(entry.lastUpdated),
      reads: 'instant',
      extra: true,
    },
  ],
  name: ({ name }) => name,
  place: ({ entry }) => ({ answer: 'dump', document: entry.document, path: entry.path }),
  facts: listenerFacts,
}

/** Milliseconds since 1970. */
function instantOf(text: string | undefined): number | undefined {
  const instant = Date.parse(text ?? '')
  return Number.isNaN(instant) ? undefined : instant
}
