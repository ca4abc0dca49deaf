import type { PodObject } from '../cluster/kube-objects.ts'

/** Numbers of the ports that kubelet is told to ask by the containers' own probes. */
export function probedPorts(pod: PodObject): readonly number[] {
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])]
  return containers.flatMap(({ startupProbe, livenessProbe, readinessProbe, ports }) =>
    [startupProbe, livenessProbe, readinessProbe].flatMap((probe) => {
      const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port
      if (typeof port !== 'string') return port ?? []
      return ports?.find(({ name }) => name === port)?.containerPort ?? []
    }),
  )
}
