import type { ProbeAction, ProbeKind } from '@portolan/contract/health'
import type { HealthPod, HealthProbeSpec } from './health-pod.ts'
import { placedContainers } from './placed-containers.ts'
import { actionOf } from './probe-action.ts'

/** Where injection leaves what the authors wrote, by the rewritten path. */
const environmentName = 'ISTIO_KUBE_APP_PROBERS'

const kindOfPath: Readonly<Record<string, ProbeKind>> = {
  startupz: 'startup',
  livez: 'liveness',
  readyz: 'readiness',
}

/** A probe that injection pointed at the agent: `/app-health/CONTAINER/readyz`. */
export function isRewritten(action: ProbeAction): boolean {
  const [, container, word] =
    action.kind === 'http' ? (/^\/app-health\/([^/]+)\/([a-z]+)$/.exec(action.path) ?? []) : []
  return container !== undefined && word !== undefined && kindOfPath[word] !== undefined
}

/**
 * What the authors of the pod's probes wrote, by the path that injection put in
 * its place: `{"/app-health/app/readyz":{"httpGet":{"path":"/healthz","port":8080,"scheme":"HTTP"},"timeoutSeconds":1}}`.
 * Empty where nothing was rewritten or the environment cannot be read.
 * @see istio: pkg/kube/inject/app_probe.go
 */
export function writtenProbes(pod: HealthPod): ReadonlyMap<string, ProbeAction> {
  const containers = placedContainers(pod).map(({ container }) => container)
  const text = containers
    .flatMap(({ env }) => env ?? [])
    .find(({ name, value }) => name === environmentName && value !== undefined)?.value
  const found = new Map<string, ProbeAction>()
  for (const [path, value] of entriesOf(parsed(text))) {
    const owner = /^\/app-health\/([^/]+)\//.exec(path)?.[1]
    const container = containers.find(({ name }) => name === owner) ?? { name: owner ?? '' }
    const spec = specOf(value)
    const action = spec === undefined ? undefined : actionOf(spec, container)
    if (action !== undefined) found.set(path, action)
  }
  return found
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function specOf(value: unknown): HealthProbeSpec | undefined {
  const fields = new Map(entriesOf(value))
  for (const kind of ['httpGet', 'tcpSocket', 'grpc'] as const) {
    const inner = new Map(entriesOf(fields.get(kind)))
    const port = inner.get('port')
    if (typeof port !== 'number' && typeof port !== 'string') continue
    const text = (name: string) => {
      const found = inner.get(name)
      return typeof found === 'string' ? found : undefined
    }
    const host = text('host')
    switch (kind) {
      case 'httpGet':
        return { httpGet: { port, host, path: text('path'), scheme: text('scheme') } }
      case 'tcpSocket':
        return { tcpSocket: { port, host } }
      case 'grpc':
        return { grpc: { port, service: text('service') } }
    }
  }
  return undefined
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}
