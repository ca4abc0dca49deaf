import { textAt, type JsonObject } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import { generatedObject, type GeneratedMeta } from './generated-object.ts'

/** A container as generated; `native` puts it under initContainers with restartPolicy Always. */
export type GeneratedContainer = JsonObject & { readonly name: string; readonly image: string }

export type GeneratedPod = {
  readonly meta: GeneratedMeta & { readonly namespace: string }
  readonly containers: readonly GeneratedContainer[]
  readonly initContainers?: readonly GeneratedContainer[]
  /** Last part of the address 10.1.x.y, for looks. */
  readonly number?: number
  readonly hostNetwork?: boolean
  readonly state?: 'running' | 'pending' | 'completed' | 'crash-looping' | 'not-ready'
}

const startedAt = new Date(Date.now() - 86_000_000).toISOString().replace(/\.\d+Z$/, 'Z')

/** A pod with the status that its state implies. */
export function generatedPod(pod: GeneratedPod): KubeObject {
  const { state = 'running', number = 1, initContainers = [], containers, hostNetwork } = pod
  const ip = hostNetwork ? '10.0.0.1' : `10.1.${(number >> 8) & 255}.${number & 255}`
  const scheduled = state !== 'pending'
  return generatedObject('Pod', pod.meta, {
    spec: {
      ...(initContainers.length > 0 ? { initContainers } : {}),
      containers,
      ...(scheduled ? { nodeName: `node-${(number % 4) + 1}` } : {}),
      ...(hostNetwork ? { hostNetwork } : {}),
      serviceAccountName: 'default',
      restartPolicy: state === 'completed' ? 'Never' : 'Always',
    },
    status: scheduled
      ? {
          phase: state === 'completed' ? 'Succeeded' : 'Running',
          conditions: conditionsOf(state),
          hostIP: '10.0.0.1',
          podIP: ip,
          podIPs: [{ ip }],
          startTime: startedAt,
          ...(initContainers.length > 0
            ? { initContainerStatuses: initContainers.map((one) => containerStatus(one, initState(one))) }
            : {}),
          containerStatuses: containers.map((one, index) =>
            containerStatus(one, index === 0 ? state : calmed(state)),
          ),
          qosClass: 'Burstable',
        }
      : {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: "0/4 nodes are available: 4 node(s) didn't match Pod's node affinity/selector.",
            },
          ],
          qosClass: 'Burstable',
        },
  })
}

type State = NonNullable<GeneratedPod['state']>
type ContainerState = State | 'init-done'

/** Only the first container of a crash-looping or unready pod is in trouble. */
function calmed(state: State): State {
  return state === 'completed' ? state : 'running'
}

function initState(container: GeneratedContainer): ContainerState {
  return textAt(container, 'restartPolicy') === 'Always' ? 'running' : 'init-done'
}

function conditionsOf(state: State): readonly JsonObject[] {
  const ready = state === 'running'
  return [
    { type: 'Initialized', status: 'True' },
    {
      type: 'Ready',
      status: ready ? 'True' : 'False',
      ...(ready ? {} : { reason: state === 'completed' ? 'PodCompleted' : 'ContainersNotReady' }),
    },
    { type: 'PodScheduled', status: 'True' },
  ]
}

function containerStatus(container: GeneratedContainer, state: ContainerState): JsonObject {
  const { name, image } = container
  const base = { name, image, imageID: '', containerID: `containerd://${name}`, lastState: {} }
  switch (state) {
    case 'running':
      return { ...base, ready: true, started: true, restartCount: 0, state: { running: { startedAt } } }
    case 'not-ready':
      return { ...base, ready: false, started: true, restartCount: 0, state: { running: { startedAt } } }
    case 'completed':
    case 'init-done':
      return {
        ...base,
        // A finished init container counts as ready, a finished application does not.
        ready: state === 'init-done',
        started: false,
        restartCount: 0,
        state: { terminated: { exitCode: 0, reason: 'Completed', startedAt, finishedAt: startedAt } },
      }
    case 'crash-looping':
      return {
        ...base,
        ready: false,
        started: false,
        restartCount: 17,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: `back-off 5m0s restarting failed container=${name}`,
          },
        },
        lastState: { terminated: { exitCode: 3, reason: 'Error', startedAt, finishedAt: startedAt } },
      }
    case 'pending':
      return {
        ...base,
        ready: false,
        started: false,
        restartCount: 0,
        state: { waiting: { reason: 'ContainerCreating' } },
      }
    default:
      return state satisfies never
  }
}
