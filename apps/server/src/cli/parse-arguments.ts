import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import type { PodRef } from '@portolan/contract/pod-ref'
import { namespaceName, podName } from '@portolan/contract/pod-ref'
import * as z from 'zod/mini'
import { UsageError } from './usage-error.ts'

/** How to reach the cluster, and as whom. */
export type ClusterArguments = {
  readonly kubeconfig: readonly string[]
  readonly context: string | undefined
  readonly namespaces: readonly string[]
  readonly as: string | undefined
  readonly asGroups: readonly string[]
  readonly demo: boolean
  /** Files to be opened instead of a cluster. */
  readonly recordings: readonly string[]
}

export type ServeArguments = ClusterArguments & {
  readonly command: 'serve'
  readonly port: number
  readonly host: string
  readonly allowedHosts: readonly string[]
  readonly open: boolean
  readonly readOnly: boolean
  readonly allowDisruptive: boolean
  /** Whether commands may be executed in pods. */
  readonly exec: boolean
  readonly logLevel: string
}

export type PortsArguments = ClusterArguments & {
  readonly command: 'ports'
  readonly pod: PodRef
  readonly output: 'table' | 'json'
}

export type SnapshotArguments = ClusterArguments & {
  readonly command: 'snapshot'
  /** With neither pods nor namespaces the whole mesh is recorded. */
  readonly pods: readonly PodRef[]
  readonly costly: boolean
  readonly lookInside: boolean
  readonly logs: boolean
  readonly moments: number
  /** From the start of one moment to the start of the next, in milliseconds. */
  readonly every: number
  readonly out: string
  readonly force: boolean
}

export type Arguments =
  | ServeArguments
  | PortsArguments
  | SnapshotArguments
  | { readonly command: 'help' | 'version' }

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace']

const clusterOptions = {
  kubeconfig: { type: 'string', multiple: true },
  context: { type: 'string' },
  namespace: { type: 'string', short: 'n', multiple: true },
  as: { type: 'string' },
  'as-group': { type: 'string', multiple: true },
  demo: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Reads the words after `portolan`.
 * @throws UsageError
 */
export function parseArguments(words: readonly string[]): Arguments {
  const [first, ...rest] = words
  if (first === 'ports') return parsePorts(rest)
  if (first === 'open') return parseOpen(rest)
  if (first === 'snapshot') return parseSnapshot(rest)
  if (first === 'help' || first === 'version') return { command: first }
  return parseServe(words)
}

function parseOpen(words: readonly string[]): Arguments {
  const { served, positionals, values } = readServe(words)
  if (served.command !== 'serve') return served
  if (positionals.length === 0) throw new UsageError('Which file? portolan open FILE')
  const { kubeconfig, context, namespace, as, demo } = values
  if (demo || [kubeconfig, context, namespace, as].some((value) => value !== undefined)) {
    throw new UsageError(
      'A file brings its own cluster: leave out --kubeconfig, --context, --namespace, --as and --demo.',
    )
  }
  return { ...served, recordings: positionals }
}

function parseServe(words: readonly string[]): Arguments {
  const { served, positionals } = readServe(words)
  if (served.command === 'serve' && positionals[0] !== undefined) {
    throw new UsageError(
      `There is no command ${JSON.stringify(positionals[0])}. Commands are: ports, open, snapshot, help, version.`,
    )
  }
  return served
}

/** What both ways to serve have in common. */
function readServe(words: readonly string[]) {
  const { values, positionals } = understood(() =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      allowNegative: true,
      options: {
        ...clusterOptions,
        port: { type: 'string' },
        host: { type: 'string' },
        'allowed-host': { type: 'string', multiple: true },
        open: { type: 'boolean' },
        'read-only': { type: 'boolean' },
        'allow-disruptive': { type: 'boolean' },
        exec: { type: 'boolean' },
        'log-level': { type: 'string' },
        version: { type: 'boolean' },
      },
    }),
  )
  return { values, positionals, served: servedAs(values) }
}

function servedAs(values: ServeValues): Arguments {
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  const host = values.host ?? '127.0.0.1'
  const allowedHosts = values['allowed-host'] ?? []
  for (const name of allowedHosts) checkHostName(name)
  if (!isLoopback(host) && allowedHosts.length === 0) {
    throw new UsageError(
      `--host ${host} lets other machines in, so Portolan needs to know under which names they may come: add --allowed-host NAME.`,
    )
  }
  if (values['read-only'] && values['allow-disruptive']) {
    throw new UsageError('--read-only and --allow-disruptive exclude each other.')
  }
  const logLevel = values['log-level'] ?? 'info'
  if (!logLevels.includes(logLevel)) {
    throw new UsageError(`--log-level takes one of ${logLevels.join(', ')}.`)
  }
  return {
    command: 'serve',
    ...clusterArguments(values),
    port: parsePort(values.port ?? '7015'),
    host,
    allowedHosts,
    open: values.open ?? true,
    readOnly: values['read-only'] ?? false,
    allowDisruptive: values['allow-disruptive'] ?? false,
    exec: values.exec ?? true,
    logLevel,
  }
}

function parsePorts(words: readonly string[]): Arguments {
  const { values, positionals } = understood(() =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...clusterOptions, output: { type: 'string', short: 'o' } },
    }),
  )
  if (values.help) return { command: 'help' }
  const [pod, ...more] = positionals
  if (pod === undefined) throw new UsageError('Which pod? portolan ports NAMESPACE/POD')
  if (more.length > 0) throw new UsageError('One pod at a time: portolan ports NAMESPACE/POD')
  const output = values.output ?? 'table'
  if (output !== 'table' && output !== 'json') throw new UsageError('-o takes table or json.')
  const cluster = clusterArguments(values)
  return { command: 'ports', ...cluster, pod: parsePod(pod, cluster.namespaces[0]), output }
}

/** Most moments of one recording; each holds the whole mesh again. */
const mostMoments = 100

function parseSnapshot(words: readonly string[]): Arguments {
  const { values, positionals } = understood(() =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...clusterOptions,
        pod: { type: 'string', multiple: true },
        costly: { type: 'boolean' },
        inside: { type: 'boolean' },
        logs: { type: 'boolean' },
        moments: { type: 'string' },
        every: { type: 'string' },
        out: { type: 'string', short: 'o' },
        force: { type: 'boolean' },
      },
    }),
  )
  if (values.help) return { command: 'help' }
  if (positionals[0] !== undefined) {
    throw new UsageError(
      `${JSON.stringify(positionals[0])} is no option of snapshot. Name pods with --pod NAMESPACE/POD.`,
    )
  }
  if (values.out === undefined || values.out === '')
    throw new UsageError('Where to? portolan snapshot --out FILE.tar.gz')
  const cluster = clusterArguments(values)
  const names = (values.pod ?? []).flatMap((value) => value.split(','))
  const moments = parseCount('--moments', values.moments ?? '1', mostMoments)
  if (moments === 1 && values.every !== undefined)
    throw new UsageError('--every SECONDS needs --moments N too.')
  return {
    command: 'snapshot',
    ...cluster,
    pods: names.map((name) => parseWholePod(name)),
    costly: values.costly ?? false,
    lookInside: values.inside ?? false,
    logs: values.logs ?? false,
    moments,
    every: parseCount('--every', values.every ?? '15', 86_400) * 1_000,
    out: values.out,
    force: values.force ?? false,
  }
}

/** Namespaces have a meaning of their own here, so a pod always says its own. */
function parseWholePod(text: string): PodRef {
  if (!text.includes('/'))
    throw new UsageError(`In which namespace? portolan snapshot --pod NAMESPACE/${text}`)
  return parsePod(text, undefined)
}

function parseCount(option: string, text: string, most: number): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 1 && count <= most) return count
  throw new UsageError(`${option} takes a whole number from 1 to ${most}, not ${JSON.stringify(text)}.`)
}

type ServeValues = ClusterValues & {
  readonly port?: string
  readonly host?: string
  readonly 'allowed-host'?: string[]
  readonly open?: boolean
  readonly 'read-only'?: boolean
  readonly 'allow-disruptive'?: boolean
  readonly exec?: boolean
  readonly 'log-level'?: string
  readonly help?: boolean
  readonly version?: boolean
}

type ClusterValues = {
  readonly kubeconfig?: string[]
  readonly context?: string
  readonly namespace?: string[]
  readonly as?: string
  readonly 'as-group'?: string[]
  readonly demo?: boolean
}

function clusterArguments(values: ClusterValues): ClusterArguments {
  const namespaces = (values.namespace ?? []).flatMap((value) => value.split(','))
  for (const name of namespaces) {
    if (!z.safeParse(namespaceName, name).success) {
      throw new UsageError(`${JSON.stringify(name)} cannot be a namespace: it is not a DNS label.`)
    }
  }
  const asGroups = values['as-group'] ?? []
  if (asGroups.length > 0 && values.as === undefined) {
    throw new UsageError(
      '--as-group needs --as USER too: Kubernetes impersonates groups only together with a user.',
    )
  }
  const demo = values.demo ?? false
  if (demo && (values.kubeconfig !== undefined || values.context !== undefined || values.as !== undefined)) {
    throw new UsageError('--demo brings its own cluster: leave out --kubeconfig, --context and --as.')
  }
  return {
    kubeconfig: values.kubeconfig ?? [],
    context: values.context,
    namespaces,
    as: values.as,
    asGroups,
    demo,
    recordings: [],
  }
}

function parsePod(text: string, namespace: string | undefined): PodRef {
  const [one, two, ...more] = text.split('/')
  const ref = two === undefined ? { namespace, name: one } : { namespace: one, name: two }
  if (ref.namespace === undefined) {
    throw new UsageError(`In which namespace? portolan ports NAMESPACE/${text}`)
  }
  const good = z.safeParse(namespaceName, ref.namespace).success && z.safeParse(podName, ref.name).success
  if (more.length > 0 || !good || ref.name === undefined) {
    throw new UsageError(
      `${JSON.stringify(text)} cannot be a pod. Write NAMESPACE/POD as kubectl get pods -A prints them.`,
    )
  }
  return { namespace: ref.namespace, name: ref.name }
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(
      `--port takes a number from 1 to 65535 (or 0 for any free one), not ${JSON.stringify(text)}.`,
    )
  }
  return port
}

function checkHostName(name: string): void {
  const bare = name.replace(/:\d+$/, '')
  if (isIP(name) !== 0 || isIP(bare) !== 0 || z.safeParse(podName, bare.toLowerCase()).success) return
  throw new UsageError(
    `--allowed-host ${JSON.stringify(name)} is not a host name. Write it as browsers do, without http:// and without a path.`,
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** parseArgs' own messages are good; only their kind is not ours. */
function understood<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The command line could not be read.')
  }
}
