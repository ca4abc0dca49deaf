import { istioObject, objectLink } from '../clusters/istio-metadata.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { readCerts } from '../proxy/certs.ts'
import { chooseHosts, goesToOriginal } from './choose-hosts.ts'
import { placeIn } from './note-steps.ts'
import type { Steps } from './note-steps.ts'
import type { TracedHost, TracedRequest, TraceOutcome } from './trace.ts'
import { upstreamSocket } from './upstream-tls.ts'

/** A request on its way to a cluster. */
export type Departing = {
  readonly cluster: string
  /** As the next proxy gets it, but for what the cluster's TLS says. */
  readonly sent: TracedRequest
  /** Whether this proxy reads HTTP of it, and so can answer. */
  readonly isHttp: boolean
  /** Where the connection was meant to go, for clusters without hosts of their own. */
  readonly original: { readonly ip: string | undefined; readonly port: number }
  readonly percent: number | undefined
  readonly delay: number | undefined
}

/**
 * From a cluster's name to its hosts: whether the cluster is there, which of its
 * hosts may be chosen, and how they are spoken to.
 * @see envoy: source/common/router/router.cc, source/common/tcp_proxy/tcp_proxy.cc
 */
export function reachCluster(answers: ProxyAnswers, departing: Departing, steps: Steps): TraceOutcome {
  const { cluster: name, sent, isHttp, percent, delay, original } = departing
  const { dump } = answers
  const entry = dump.entries.cluster.find(
    (one) => one.name === name && (one.state === 'active' || one.state === 'static'),
  )
  const common = { kind: 'cluster', name, percent, rule: 'cluster' } as const
  if (entry === undefined) {
    const isWarming = dump.entries.cluster.some((one) => one.name === name && one.state === 'warming')
    const word = isWarming ? 'trace.cluster-warming' : 'trace.cluster-missing'
    steps.add({ ...common, verdict: 'refused', because: [{ word }] })
    return ended(isHttp, 503, 'NC', percent)
  }
  steps.add({
    ...common,
    verdict: 'taken',
    because: [{ word: 'trace.cluster-found' }],
    link: { kind: 'row', table: 'clusters', name },
    object: objectLink(istioObject(entry.resource)),
    place: placeIn(entry),
  })
  const isOriginal = goesToOriginal(entry.resource)
  const chosen = isOriginal ? undefined : chooseHosts(answers, name, entry.resource)
  const hosts: readonly TracedHost[] = chosen?.hosts ?? [originalHost(original, sent.host)]
  steps.add({
    kind: 'endpoint',
    verdict: hosts.length === 0 ? 'refused' : 'taken',
    name: hosts.map(({ address }) => address).join(', ') || name,
    because: [chosen?.because ?? { word: 'trace.original-destination' }],
    losers: chosen?.losers ?? [],
    link: isOriginal ? undefined : { kind: 'row', table: 'endpoints', name },
    rule: 'health',
    percent,
  })
  if (hosts.length === 0) return ended(isHttp, 503, 'UH', percent)
  const socket = upstreamSocket(dump, entry.resource, chosen?.metadata, sent.host)
  const { mode, serverName, missingSecret, applicationProtocols, isMesh } = socket
  steps.add({
    kind: 'tls',
    verdict: missingSecret === undefined ? 'taken' : 'refused',
    name: mode === 'plain' ? '' : (serverName ?? ''),
    because: [
      missingSecret === undefined
        ? { word: `trace.tls-${mode}`, values: { name: serverName || '–' } }
        : { word: 'trace.secret-missing', values: { secret: missingSecret } },
    ],
    link: missingSecret === undefined ? undefined : { kind: 'row', table: 'secrets', name: missingSecret },
    rule: 'tls',
    percent,
  })
  if (missingSecret !== undefined) return ended(isHttp, 503, 'UF', percent)
  return {
    kind: 'forwarded',
    percent,
    cluster: name,
    hosts,
    tls: { mode, serverName },
    delay,
    sent:
      mode === 'plain'
        ? { ...sent, direction: 'inbound' }
        : {
            ...sent,
            direction: 'inbound',
            serverName: serverName ?? '',
            source: { ...sent.source, principal: isMesh ? ownPrincipal(answers) : undefined },
            ...(applicationProtocols.length === 0 ? {} : { applicationProtocols }),
          },
  }
}

/** HTTP is answered; a connection that carries something else is closed. */
export function ended(
  isHttp: boolean,
  status: number,
  flag: string | undefined,
  percent: number | undefined,
): TraceOutcome {
  return isHttp
    ? { kind: 'answered', status, flag, location: undefined, percent }
    : { kind: 'closed', flag, percent }
}

function originalHost({ ip, port }: Departing['original'], host: string): TracedHost {
  return { address: `${ip ?? host}:${port}`, workload: undefined }
}

/** The identity that the proxy shows within the mesh, from the certificates that it has loaded. */
function ownPrincipal({ certs }: ProxyAnswers): string | undefined {
  if (certs === undefined) return undefined
  return readCerts(certs)
    .filter(({ use }) => use === 'certificate')
    .flatMap(({ names }) => names)
    .find((name) => name.startsWith('spiffe://'))
}
