import type { ProxySync } from '@portolan/contract/sync'
import * as z from 'zod/mini'

const watched = z.object({
  sent: z.optional(z.string()),
  acked: z.optional(z.string()),
  sentTime: z.optional(z.string()),
  lastError: z.optional(z.string()),
})
const answer = z.nullable(
  z.array(
    z.object({
      proxy: z.string(),
      cluster_sent: z.optional(z.string()),
      cluster_acked: z.optional(z.string()),
      listener_sent: z.optional(z.string()),
      listener_acked: z.optional(z.string()),
      route_sent: z.optional(z.string()),
      route_acked: z.optional(z.string()),
      endpoint_sent: z.optional(z.string()),
      endpoint_acked: z.optional(z.string()),
      extensionconfig_sent: z.optional(z.string()),
      extensionconfig_acked: z.optional(z.string()),
      resources: z.optional(z.record(z.string(), watched)),
    }),
  ),
)
type Watched = z.infer<typeof watched>
type Row = NonNullable<z.infer<typeof answer>>[number]

/** Short names of type URLs, as `istioctl proxy-status` heads its columns. */
const shortNames: Readonly<Record<string, string>> = {
  Cluster: 'CDS',
  Listener: 'LDS',
  RouteConfiguration: 'RDS',
  ClusterLoadAssignment: 'EDS',
  TypedExtensionConfig: 'ECDS',
  NameTable: 'NDS',
  Secret: 'SDS',
  Address: 'WDS',
  Authorization: 'WADS',
}
/** A proxy's refusal may quote a whole resource. */
const longestText = 600

/**
 * Reads istiod's `/debug/syncz`: one proxy per row, by the pod that it runs in.
 * Values are nonces; equal ones mean that the proxy has what was sent. A type
 * of which nothing was sent is no type that is behind.
 * @throws SyntaxError or ZodError when the text is not that document
 * @see istio: pilot/pkg/xds/debug.go, SyncStatus
 */
export function readSyncAnswer(text: string, istiod: string): readonly ProxySync[] {
  const rows = z.parse(answer, JSON.parse(text)) ?? []
  return rows.flatMap((row) => {
    const ref = podOfProxy(row.proxy)
    return ref === undefined ? [] : [{ ...ref, istiod, ...agreementOf(typesOf(row)) }]
  })
}

/** `frontend-b555cb6f8-sqtd2.shop`: a pod's name may hold dots, a namespace none. */
function podOfProxy(id: string): { readonly namespace: string; readonly name: string } | undefined {
  const dot = id.lastIndexOf('.')
  return dot <= 0 ? undefined : { namespace: id.slice(dot + 1), name: id.slice(0, dot) }
}

function typesOf(row: Row): readonly (readonly [string, Watched])[] {
  if (row.resources !== undefined)
    return Object.entries(row.resources).map(([url, one]) => [shortName(url), one])
  return [
    ['CDS', { sent: row.cluster_sent, acked: row.cluster_acked }],
    ['LDS', { sent: row.listener_sent, acked: row.listener_acked }],
    ['RDS', { sent: row.route_sent, acked: row.route_acked }],
    ['EDS', { sent: row.endpoint_sent, acked: row.endpoint_acked }],
    ['ECDS', { sent: row.extensionconfig_sent, acked: row.extensionconfig_acked }],
  ]
}

function shortName(url: string): string {
  const name = url.slice(url.lastIndexOf('.') + 1)
  return shortNames[name] ?? name
}

function agreementOf(types: readonly (readonly [string, Watched])[]): Omit<ProxySync, 'namespace' | 'name'> {
  const sent = types.filter(([, { sent }]) => sent !== undefined && sent !== '')
  const refused = sent.filter(([, { lastError }]) => lastError !== undefined && lastError !== '')
  const open = sent.filter(([, one]) => one.sent !== one.acked)
  const behind = refused.length > 0 ? refused : open
  if (behind.length === 0) return { state: sent.length === 0 ? 'not-sent' : 'synced' }
  const since = behind.flatMap(([, { sentTime }]) => sentTime ?? []).toSorted()[0]
  const pushes = Math.max(0, ...behind.map(([, one]) => pushesBetween(one)))
  const text = refused[0]?.[1].lastError?.slice(0, longestText)
  return {
    state: refused.length > 0 ? 'rejected' : 'stale',
    types: behind.map(([name]) => name).toSorted(),
    ...(since === undefined ? {} : { since }),
    ...(pushes === 0 ? {} : { behind: pushes }),
    ...(text === undefined ? {} : { text }),
  }
}

/**
 * A nonce is the version of a push, `2026-11-23T04:36:59Z/7`, and a UUID behind
 * it without anything between. Versions of one istiod count up from its start.
 * @see istio: pilot/pkg/xds/discovery.go, nextVersion and nonce
 */
function pushesBetween({ sent, acked }: Watched): number {
  const [newest, known] = [sent, acked].map((nonce) =>
    /^(.*)\/(\d+)$/.exec(nonce?.slice(0, -'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'.length) ?? ''),
  )
  if (!newest || !known || newest[1] !== known[1]) return 0
  return Math.max(0, Number(newest[2]) - Number(known[2]))
}
