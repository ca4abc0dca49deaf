import type { ProbeAction } from '@portolan/contract/health'
import type { HealthContainer, HealthProbeSpec } from './health-pod.ts'

/** What a probe does, its port resolved by the names of the container's ports; `undefined` for none that is known. */
export function actionOf(spec: HealthProbeSpec, container: HealthContainer): ProbeAction | undefined {
  const { httpGet, tcpSocket, grpc, exec } = spec
  const port = (asked: number | string) => portOf(asked, container)
  if (httpGet !== undefined) {
    return {
      kind: 'http',
      scheme: httpGet.scheme?.toUpperCase() === 'HTTPS' ? 'HTTPS' : 'HTTP',
      ...(httpGet.host ? { host: httpGet.host } : {}),
      port: port(httpGet.port),
      // As the kubelet does: no path is the root.
      path: httpGet.path === undefined || httpGet.path === '' ? '/' : httpGet.path,
    }
  }
  if (tcpSocket !== undefined) {
    return { kind: 'tcp', ...(tcpSocket.host ? { host: tcpSocket.host } : {}), port: port(tcpSocket.port) }
  }
  if (grpc !== undefined) {
    return { kind: 'grpc', port: port(grpc.port), ...(grpc.service ? { service: grpc.service } : {}) }
  }
  return exec === undefined ? undefined : { kind: 'exec', command: [...(exec.command ?? [])] }
}

/** The port that an action asks. A command asks none. */
export function portAsked(action: ProbeAction): number | undefined {
  return action.kind === 'exec' ? undefined : action.port.number
}

/** A number may come as text, too: `port: "8080"`. */
function portOf(asked: number | string, { ports }: HealthContainer) {
  if (typeof asked === 'number') return { number: asked }
  if (/^\d+$/.test(asked)) return { number: Number(asked) }
  const named = ports?.find(({ name }) => name === asked)
  return named === undefined ? { name: asked } : { number: named.containerPort, name: asked }
}
