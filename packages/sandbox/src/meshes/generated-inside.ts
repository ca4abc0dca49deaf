import { listAt, objectAt, textAt } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import type { LogLine, PodInside, PodLog } from '../pods/pod-inside.ts'

/** What the containers of a generated pod wrote: few lines, in the words of the real ones. No image has a program. */
export function generatedInside(pod: KubeObject): PodInside {
  const statuses = [
    ...listAt(pod, 'status', 'initContainerStatuses'),
    ...listAt(pod, 'status', 'containerStatuses'),
  ]
  return { logs: statuses.flatMap((status) => logsOf(status, pod)) }
}

function logsOf(status: unknown, pod: KubeObject): readonly PodLog[] {
  const container = textAt(status, 'name') ?? ''
  const before = objectAt(status, 'lastState', 'terminated')
  const state = objectAt(status, 'state')
  const began =
    textAt(state, 'running', 'startedAt') ??
    textAt(state, 'terminated', 'startedAt') ??
    textAt(before, 'startedAt')
  if (began === undefined) return []
  const logs: PodLog[] = []
  if ('running' in state || 'terminated' in state)
    logs.push({ container, lines: linesOf(began, textsOf(container, pod)) })
  if ('exitCode' in before) logs.push({ container, previous: true, lines: linesOf(began, ['cannot start']) })
  return logs
}

/** Each line a tenth of a second after the one before. */
function linesOf(began: string, texts: readonly string[]): readonly LogLine[] {
  const from = Date.parse(began)
  return texts.map((text, index) => ({ at: new Date(from + index * 100).toISOString(), text }))
}

function textsOf(container: string, pod: KubeObject): readonly string[] {
  switch (container) {
    case 'istio-proxy':
      return [
        'info\tFLAG: --concurrency="0"',
        `info\tProxy role\tips=[${textAt(pod, 'status', 'podIP') ?? ''}] type=sidecar id=${pod.metadata.name}.${pod.metadata.namespace ?? ''}`,
        'info\tStarting proxy agent',
        'info\txdsproxy\tconnected to upstream XDS server: istiod.istio-system.svc:15012',
        'info\tReadiness succeeded in 1.1s',
        'info\tEnvoy proxy is ready',
      ]
    case 'istio-init':
      return ['info\tRunning iptables-restore with the following input:', 'info\tCommand completed']
    case 'discovery':
      return ['info\tinitializing mesh networks', 'info\tstarting gRPC discovery service at [::]:15010']
    default:
      return [`${container} listens on :8080`]
  }
}
