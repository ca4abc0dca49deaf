import type { Pod, Service } from '../chart-inputs.ts'
import { portIn } from '../settings/env-values.ts'
import type { PodContext } from './draft.ts'

export type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number]

/** One port of a Service that selects the pod, with the number it means in this pod. */
export type TargetedPort = { readonly service: Service; readonly port: ServicePort; readonly target: number }

/** Ports of the Services that select this pod. A named target that no container declares leads nowhere. */
export function servicePortsOf({ inputs }: Pick<PodContext, 'inputs'>): readonly TargetedPort[] {
  if (inputs.services.kind === 'unread') return []
  return inputs.services.value
    .filter((service) => selects(service, inputs.pod))
    .flatMap((service) =>
      (service.spec?.ports ?? []).flatMap((port) => {
        const target = targetOf(port, inputs.pod)
        return target === undefined || port.protocol === 'SCTP' ? [] : [{ service, port, target }]
      }),
    )
}

/** Whether a Service's selector chooses this pod. */
export function selects({ metadata, spec }: Service, pod: Pod): boolean {
  const wanted = Object.entries(spec?.selector ?? {})
  const labels = pod.metadata?.labels ?? {}
  return (
    wanted.length > 0 &&
    (metadata?.namespace === undefined || metadata.namespace === pod.metadata?.namespace) &&
    wanted.every(([name, value]) => labels[name] === value)
  )
}

/** The number that a Service's port means in this pod; `undefined` for a name that no container declares. */
export function targetOf(port: ServicePort, pod: Pod): number | undefined {
  const target = port.targetPort ?? port.port
  const number = portIn(target)
  if (number !== undefined) return number
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])]
  return portIn(
    containers.flatMap(({ ports }) => ports ?? []).find(({ name }) => name === target)?.containerPort,
  )
}
