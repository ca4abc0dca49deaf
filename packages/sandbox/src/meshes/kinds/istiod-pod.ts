import { generatedPod } from '../generated-pod.ts'
import { istiodPorts } from '../generated-ports.ts'
import { discovery } from '../istio-containers.ts'
import { ownedMeta, type MadePod, type PodMakerOptions } from './made-pod.ts'

export function istiod(options: PodMakerOptions): MadePod {
  const labels = {
    app: 'istiod',
    istio: 'pilot',
    'istio.io/rev': 'default',
    'operator.istio.io/component': 'Pilot',
    'sidecar.istio.io/inject': 'false',
  }
  const annotations = {
    'prometheus.io/port': '15014',
    'prometheus.io/scrape': 'true',
    'sidecar.istio.io/inject': 'false',
  }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels, annotations }),
      containers: [discovery(options.istioVersion)],
    }),
    ports: () => istiodPorts(options.istioVersion),
  }
}
