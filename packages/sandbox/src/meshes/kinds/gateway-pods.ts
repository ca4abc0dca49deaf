import { generatedPod } from '../generated-pod.ts'
import { agentgatewayPorts, applicationPort, proxyPorts } from '../generated-ports.ts'
import { gatewayApiPorts, istioProxy } from '../istio-containers.ts'
import { ownedMeta, type MadePod, type PodMakerOptions } from './made-pod.ts'
import { statusListeners } from './status-listeners.ts'

const gatewayListeners = [{ name: '0.0.0.0_8080', address: '0.0.0.0', port: 8080 }, ...statusListeners]

/** Installed by the gateway chart, configured by Gateway resources of Istio. */
export function chartGateway(options: PodMakerOptions): MadePod {
  const labels = {
    app: 'istio-ingressgateway',
    istio: 'ingressgateway',
    'sidecar.istio.io/inject': 'true',
    'istio.io/rev': 'default',
  }
  const annotations = { 'istio.io/rev': 'default', 'inject.istio.io/templates': 'gateway' }
  const proxy = istioProxy({ istioVersion: options.istioVersion, role: 'router' })
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels, annotations }),
      containers: [proxy],
    }),
    ports: () => routerPorts(options),
  }
}

/** Made by istiod for a Gateway of the Gateway API. @see istio: kube-gateway.yaml */
export function gatewayApiGateway(options: PodMakerOptions): MadePod {
  const proxy = istioProxy({ istioVersion: options.istioVersion, role: 'router', ports: gatewayApiPorts })
  const labels = { ...managedLabels(options, 'istio'), 'sidecar.istio.io/inject': 'false' }
  const annotations = { 'istio.io/rev': 'default' }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels, annotations }),
      containers: [proxy],
    }),
    ports: () => routerPorts(options),
  }
}

/** A Gateway that agentgateway serves: neither pilot-agent nor Envoy. @see istio: agentgateway.yaml */
export function agentgateway(options: PodMakerOptions): MadePod {
  const image = `docker.io/istio/agentgateway:${options.istioVersion}`
  const labels = managedLabels(options, 'istio-agentgateway')
  const annotations = { 'istio.io/rev': 'default' }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels, annotations }),
      containers: [{ name: 'agentgateway', image, ports: gatewayApiPorts.slice(0, 2) }],
    }),
    ports: agentgatewayPorts,
  }
}

function managedLabels({ name }: PodMakerOptions, gatewayClass: string): Readonly<Record<string, string>> {
  return {
    'gateway.networking.k8s.io/gateway-name': name.replace(/-istio.*$/, ''),
    'gateway.networking.k8s.io/gateway-class-name': gatewayClass,
    'gateway.istio.io/managed': 'istio.io-gateway-controller',
  }
}

function routerPorts({ namespace, name, istioVersion }: PodMakerOptions) {
  const ports = proxyPorts({
    pod: name,
    namespace,
    istioVersion,
    role: 'router',
    listeners: gatewayListeners,
  })
  return ports.set(8080, applicationPort('istio-proxy', name))
}
