import type { Dialect, PodRecording, RecordedAnswer, RecordedPort } from '@portolan/sandbox/meshes/recording'
import {
  listAt,
  numberAt,
  objectAt,
  parseJsonObject,
  textAt,
  type JsonObject,
} from '@portolan/sandbox/json-value'
import type { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import type { Kubectl } from './kubernetes-objects.ts'
import * as paths from './recorded-paths.ts'
import { readSocketTable, type ListeningSocket } from './socket-table.ts'
import { howItAccepts, recordGet, recordTlsNames } from './tunnel-requests.ts'

const noSuchPath = '/no-such-path-of-portolan'
/** Ports of the proxy in a sidecar; everything else there is the application's. */
const proxyPorts = new Set([15_000, 15_001, 15_006, 15_020, 15_021, 15_053, 15_090, 19_000])
/** The sample's control port, which nothing but the sample should speak to. */
const untouched = new Set([9099])

/** Records what listens in one pod and what it answers to reading. */
export async function recordPod(
  kubectl: Kubectl,
  access: ApiServerAccess,
  pod: JsonObject,
  proxies: readonly string[],
): Promise<PodRecording> {
  const recorder = new PodRecorder(access, pod, proxies)
  const ports: Record<string, RecordedPort> = {}
  for (const socket of await listeningIn(kubectl, pod)) {
    const recorded = await recorder.record(socket)
    if (recorded) ports[socket.port] = recorded
  }
  return { ports }
}

async function listeningIn(kubectl: Kubectl, pod: JsonObject): Promise<readonly ListeningSocket[]> {
  const namespace = textAt(pod, 'metadata', 'namespace') ?? ''
  const name = textAt(pod, 'metadata', 'name') ?? ''
  const statuses = [
    ...listAt(pod, 'status', 'initContainerStatuses'),
    ...listAt(pod, 'status', 'containerStatuses'),
  ]
  const running = statuses.filter((one) => Object.keys(objectAt(one, 'state', 'running')).length > 0)
  // istio-proxy has a cat; not every application does.
  const names = running.map((one) => textAt(one, 'name') ?? '').sort((a) => (a === 'istio-proxy' ? -1 : 1))
  for (const container of names) {
    try {
      const args = [
        'exec',
        '-n',
        namespace,
        name,
        '-c',
        container,
        '--',
        'cat',
        '/proc/net/tcp',
        '/proc/net/tcp6',
      ]
      return readSocketTable(await kubectl.text(...args))
    } catch (error) {
      console.error(`${namespace}/${name}: no socket table from ${container}: ${String(error).slice(0, 120)}`)
    }
  }
  return declaredBy(pod)
}

/** Without a socket table, what the pod declares and is probed on; each is tried before it is believed. */
function declaredBy(pod: JsonObject): readonly ListeningSocket[] {
  const containers = listAt(pod, 'spec', 'containers')
  const declared = containers.flatMap((one) =>
    listAt(one, 'ports')
      .filter((port) => textAt(port, 'protocol') !== 'UDP')
      .map((port) => numberAt(port, 'containerPort')),
  )
  const probed = containers.map((one) => numberAt(one, 'readinessProbe', 'httpGet', 'port'))
  const numbers = [...declared, ...probed].filter((port) => port !== undefined)
  return [...new Set(numbers)].map((port) => ({ address: '*', port }))
}

class PodRecorder {
  readonly #access: ApiServerAccess
  readonly #pod: { readonly namespace: string; readonly pod: string; readonly uid: string }
  readonly #containers: readonly string[]
  readonly #proxies: readonly string[]

  constructor(access: ApiServerAccess, pod: JsonObject, proxies: readonly string[]) {
    this.#access = access
    this.#proxies = proxies
    this.#containers = [...listAt(pod, 'spec', 'containers'), ...listAt(pod, 'spec', 'initContainers')].map(
      (one) => textAt(one, 'name') ?? '',
    )
    this.#pod = {
      namespace: textAt(pod, 'metadata', 'namespace') ?? '',
      pod: textAt(pod, 'metadata', 'name') ?? '',
      uid: textAt(pod, 'metadata', 'uid') ?? '',
    }
  }

  async record({ address, port }: ListeningSocket): Promise<RecordedPort | undefined> {
    const base = { container: this.#containerOf(port), address }
    if (untouched.has(port)) return { ...base, kind: 'hold' }
    if (base.container === 'discovery') {
      const istiod = await this.#istiodPort(port)
      if (istiod) return { ...base, ...istiod }
    }
    if (this.#containers.includes('istio-proxy')) {
      const proxy = await this.#proxyPort(port)
      if (proxy) return { ...base, ...proxy }
    }
    const how = await howItAccepts(this.#access, { ...this.#pod, port })
    if (how === 'refused') return undefined
    if (how === 'black-hole') return { ...base, kind: 'black-hole' }
    const application = await this.#http(port, 'plain', paths.applicationPaths).catch(() => undefined)
    return application ? { ...base, ...application } : { ...base, kind: 'hold' }
  }

  async #istiodPort(port: number) {
    const target = { ...this.#pod, port }
    switch (port) {
      case 8080:
        return this.#http(port, 'plain', [
          ...paths.istiodHttpPaths,
          ...this.#proxies.flatMap(paths.debugPathsOfProxy),
        ])
      case 9876:
        return this.#http(port, 'plain', paths.controlzPaths)
      case 15_014:
        return this.#http(port, 'plain', paths.istiodMonitoringPaths)
      case 15_010:
        return { kind: 'h2c' } as const
      case 15_012:
        return { kind: 'tls', names: await recordTlsNames(this.#access, target), mutual: false } as const
      case 15_017: {
        const ready = await recordGet(this.#access, target, '/ready', true)
        return {
          kind: 'https',
          names: await recordTlsNames(this.#access, target),
          answers: { '/ready': ready },
        } as const
      }
      default:
        return undefined
    }
  }

  async #proxyPort(port: number) {
    switch (port) {
      case 15_000:
      case 19_000:
        return this.#http(port, 'envoy-admin', paths.envoyAdminPaths)
      case 15_020:
        return this.#http(port, 'plain', paths.agentPaths)
      case 15_021:
        return this.#http(port, 'plain', paths.healthPaths)
      case 15_090:
        return this.#http(port, 'plain', paths.metricsPaths)
      case 15_053:
        return { kind: 'dns', hosts: await this.#dnsHosts() } as const
      default:
        return undefined
    }
  }

  async #http(port: number, dialect: Dialect, wanted: readonly string[]) {
    const answers: Record<string, RecordedAnswer> = {}
    const target = { ...this.#pod, port }
    const unknown = await recordGet(this.#access, target, noSuchPath)
    for (const path of wanted) {
      const answer = await recordGet(this.#access, target, path)
      if (JSON.stringify(answer) !== JSON.stringify(unknown)) answers[path] = answer
    }
    return { kind: 'http', dialect, answers, unknown } as const
  }

  /** The agent's own table of names says what its DNS server answers. */
  async #dnsHosts(): Promise<Readonly<Record<string, readonly string[]>>> {
    const answer = await recordGet(this.#access, { ...this.#pod, port: 15_020 }, '/debug/ndsz')
    const table = Object.entries(objectAt(parseJsonObject(answer.body), 'table'))
    return Object.fromEntries(
      table.map(([host, entry]) => [
        host,
        listAt(entry, 'ips').filter((ip): ip is string => typeof ip === 'string'),
      ]),
    )
  }

  #containerOf(port: number): string {
    const [first = ''] = this.#containers
    const hasProxy = this.#containers.includes('istio-proxy')
    return hasProxy && (first === 'istio-proxy' || proxyPorts.has(port)) ? 'istio-proxy' : first
  }
}
