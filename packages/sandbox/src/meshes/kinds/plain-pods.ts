import { generatedPod } from '../generated-pod.ts'
import { applicationPort } from '../generated-ports.ts'
import { application } from '../istio-containers.ts'
import { appOf, ownedMeta, type MadePod, type PodMakerOptions } from './made-pod.ts'

/** An application without a sidecar. */
export function notInjected(options: PodMakerOptions): MadePod {
  return plain(options, {})
}

/** The pod says that it wants no sidecar. */
export function optedOut(options: PodMakerOptions): MadePod {
  return plain(options, { 'sidecar.istio.io/inject': 'false' })
}

function plain(options: PodMakerOptions, labels: Readonly<Record<string, string>>): MadePod {
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels: { app: appOf(options), ...labels } }),
      containers: [application()],
      number: options.number ?? 1,
    }),
    ports: () => new Map([[8080, applicationPort('app', options.name)]]),
  }
}

export function pending(options: PodMakerOptions): MadePod {
  return notRunning(options, 'pending')
}

export function completed(options: PodMakerOptions): MadePod {
  return notRunning(options, 'completed')
}

export function crashLooping(options: PodMakerOptions): MadePod {
  return notRunning(options, 'crash-looping')
}

/** A pod outside the mesh that does not run, and so listens nowhere. */
function notRunning(options: PodMakerOptions, state: 'pending' | 'completed' | 'crash-looping'): MadePod {
  const owner = state === 'completed' ? 'Job' : 'ReplicaSet'
  const meta = ownedMeta(options, owner, { labels: { app: options.name } })
  return { pod: generatedPod({ meta, containers: [application()], state }), ports: () => new Map() }
}
