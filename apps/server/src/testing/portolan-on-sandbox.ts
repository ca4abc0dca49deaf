import { KubeConfig } from '@kubernetes/client-node'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import type { Sandbox, SandboxOptions } from '@portolan/sandbox/start-sandbox'
import { Clusters } from '../cluster/clusters.ts'
import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { createLog } from '../log.ts'
import { startServer } from '../running-server.ts'
import type { PodReader } from '../inside/pod-reader.ts'
import { LiveReader } from './live-reader.ts'

/** The product as it is, on a sandbox: Express, tunnels, a Kubernetes API over TLS. */
export type PortolanOnSandbox = AsyncDisposable & {
  readonly sandbox: Sandbox
  readonly origin: string
  readonly token: string
  readonly logged: readonly string[]
  /** What whoever started the command was told. */
  readonly told: readonly string[]
  /** `/api/clusters/CLUSTER` of the sandbox. */
  readonly cluster: string
  get(path: string): Promise<{ readonly status: number; readonly body: unknown }>
  post(path: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }>
  live(topics: readonly string[], lastEventId?: string): Promise<LiveReader>
  /** Stops Portolan; the sandbox goes on. */
  stop(): Promise<void>
}

/** Starts both. Disposing closes both. */
export async function portolanOnSandbox(
  options: {
    /** A user of the sandbox by name, or a kubeconfig's user entry to be used instead. */
    readonly user?: string | object
    /** Starts with a token that the sandbox does not take any more. */
    readonly expired?: boolean
    readonly namespaces?: readonly string[]
    /** The namespace of the kubeconfig's context. */
    readonly contextNamespace?: string
    readonly clock?: Clock
    /** As with --read-only. */
    readonly readOnly?: boolean
    /** False as with --no-exec. */
    readonly exec?: boolean
    /** In place of the exec that the sandbox serves. */
    readonly reader?: PodReader
    readonly sandbox?: Partial<SandboxOptions>
    readonly prepare?: (sandbox: Sandbox) => void
  } = {},
): Promise<PortolanOnSandbox> {
  const mesh = generateMesh({ name: 'demo', pods: 12, services: 6 })
  const sandbox = await startSandbox({ mesh, ...options.sandbox })
  options.prepare?.(sandbox)
  const config = new KubeConfig()
  const { user, reader } = options
  config.loadFromString(sandbox.kubeconfig(typeof user === 'string' ? user : 'admin'))
  if (typeof user === 'object') config.users = config.users.map(({ name }) => ({ name, ...user }))
  const { contextNamespace: namespace } = options
  if (namespace !== undefined) config.contexts = config.contexts.map((context) => ({ ...context, namespace }))
  if (options.expired) sandbox.api.expireToken('admin')
  const logged: string[] = []
  const told: string[] = []
  const log = createLog('debug', { write: (line: string) => void logged.push(line) })
  const clusters = new Clusters({ clock: options.clock ?? systemClock, log })
  clusters.add({
    kubeconfig: { config, impersonations: new Map(), from: ['the test'] },
    mode: { kind: 'live' },
    namespaces: options.namespaces ?? [],
  })
  const token = 'the-token'
  const server = await startServer({
    clusters,
    session: {
      version: '0.0.0',
      readOnly: options.readOnly ?? false,
      allowDisruptive: false,
      exec: options.exec ?? true,
    },
    host: '127.0.0.1',
    port: 0,
    allowedHosts: [],
    token,
    webFolder: '/nowhere',
    log,
    tell: (line) => void told.push(line),
    ...(reader === undefined ? {} : { readerOf: () => reader }),
  })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= Promise.resolve(server[Symbol.asyncDispose]()))
  const ask = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('x-portolan-token', token)
    const response = await fetch(`${server.origin}${path}`, { ...init, headers })
    const body: unknown = JSON.parse(await response.text())
    return { status: response.status, body }
  }
  return {
    sandbox,
    origin: server.origin,
    token,
    logged,
    told,
    cluster: `/api/clusters/${encodeURIComponent(config.currentContext)}`,
    get: (path) => ask(path, {}),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.origin },
        body: JSON.stringify(body),
      }),
    live: (topics, lastEventId) => LiveReader.open(server.origin, token, topics, lastEventId),
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      await sandbox[Symbol.asyncDispose]()
    },
  }
}
