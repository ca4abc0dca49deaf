import { generatedPod } from '../generated-pod.ts'
import { applicationPort, capturedPorts, cniPorts, proxyPorts, ztunnelPorts } from '../generated-ports.ts'
import { application, gatewayApiPorts, istioProxy } from '../istio-containers.ts'
import { appOf, ownedMeta, type MadePod, type PodMakerOptions } from './made-pod.ts'
import { statusListeners } from './status-listeners.ts'

const waypointListeners = [
  { name: 'connect_terminate', address: '0.0.0.0', port: 15_008 },
  ...statusListeners,
]

export function waypoint(options: PodMakerOptions): MadePod {
  const { namespace, name, istioVersion } = options
  const labels = {
    'gateway.networking.k8s.io/gateway-name': 'waypoint',
    'gateway.networking.k8s.io/gateway-class-name': 'istio-waypoint',
    'gateway.istio.io/managed': 'istio.io-mesh-controller',
    'istio.io/dataplane-mode': 'none',
  }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels, annotations: { 'istio.io/rev': 'default' } }),
      containers: [istioProxy({ istioVersion, role: 'waypoint', ports: gatewayApiPorts })],
    }),
    ports: () =>
      proxyPorts({ pod: name, namespace, istioVersion, role: 'waypoint', listeners: waypointListeners }),
  }
}

export function ztunnel(options: PodMakerOptions): MadePod {
  const labels = { app: 'ztunnel', 'istio.io/dataplane-mode': 'none', 'sidecar.istio.io/inject': 'false' }
  const annotations = { 'prometheus.io/port': '15020', 'prometheus.io/scrape': 'true' }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'DaemonSet', { labels, annotations }),
      containers: [
        {
          name: 'istio-proxy',
          image: `docker.io/istio/ztunnel:${options.istioVersion}-distroless`,
          args: ['proxy', 'ztunnel'],
          ports: [{ containerPort: 15_020, name: 'ztunnel-stats', protocol: 'TCP' }],
          readinessProbe: { httpGet: { path: '/healthz/ready', port: 15_021 } },
        },
      ],
    }),
    ports: ztunnelPorts,
  }
}

/** An application in whose network namespace ztunnel listens. */
export function capturedWorkload(options: PodMakerOptions): MadePod {
  const annotations = { 'ambient.istio.io/redirection': 'enabled' }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels: { app: appOf(options) }, annotations }),
      containers: [application()],
    }),
    ports: () => capturedPorts(options.namespace, applicationPort('app', options.name)),
  }
}

export function istioCniNode(options: PodMakerOptions): MadePod {
  const labels = {
    'k8s-app': 'istio-cni-node',
    'istio.io/dataplane-mode': 'none',
    'sidecar.istio.io/inject': 'false',
  }
  const annotations = { 'prometheus.io/port': '15014', 'prometheus.io/scrape': 'true' }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'DaemonSet', { labels, annotations }),
      hostNetwork: true,
      containers: [
        {
          name: 'install-cni',
          image: `docker.io/istio/install-cni:${options.istioVersion}-distroless`,
          args: ['--log_output_level=info'],
          ports: [{ containerPort: 15_014, name: 'metrics', protocol: 'TCP' }],
          readinessProbe: { httpGet: { path: '/readyz', port: 8000 } },
        },
      ],
    }),
    ports: cniPorts,
  }
}
