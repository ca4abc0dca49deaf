import { generatedPod } from '../generated-pod.ts'
import { agentOnlyPorts, applicationPort, proxyPorts } from '../generated-ports.ts'
import {
  application,
  injectedAnnotations,
  injectedLabels,
  istioInit,
  istioProxy,
} from '../istio-containers.ts'
import { appOf, ownedMeta, type MadePod, type PodMakerOptions } from './made-pod.ts'
import { statusListeners } from './status-listeners.ts'

const sidecarListeners = [
  { name: 'virtualOutbound', address: '0.0.0.0', port: 15_001 },
  { name: 'virtualInbound', address: '0.0.0.0', port: 15_006 },
  ...statusListeners,
]

/** The last minor release of Istio whose agent listened on 15004. */
const lastMinorWithDebugTap = 24

export function classicSidecar(options: PodMakerOptions): MadePod {
  return sidecar(options, false)
}

/** `istio-proxy` as a restartable init container, the way since Istio 1.27. */
export function nativeSidecar(options: PodMakerOptions): MadePod {
  return sidecar(options, true)
}

function sidecar(options: PodMakerOptions, native: boolean): MadePod {
  const { namespace, name, istioVersion, number = 1 } = options
  const proxy = istioProxy({ istioVersion, role: 'sidecar', native })
  const init = istioInit(istioVersion)
  const annotations = native
    ? injectedAnnotations(['istio-init', 'istio-proxy'], [])
    : injectedAnnotations(['istio-init'], ['istio-proxy'])
  const minor = Number(istioVersion.split('.')[1])
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels: injectedLabels(appOf(options)), annotations }),
      initContainers: native ? [init, proxy] : [init],
      containers: native ? [application()] : [application(), proxy],
      number,
    }),
    ports: () =>
      proxyPorts({
        pod: name,
        namespace,
        istioVersion,
        role: 'sidecar',
        listeners: sidecarListeners,
        debugTap: minor <= lastMinorWithDebugTap,
      }).set(8080, applicationPort('app', name)),
  }
}

/** pilot-agent without Envoy, for gRPC that speaks xDS itself. @see istio: grpc-agent.yaml */
export function proxylessGrpc(options: PodMakerOptions): MadePod {
  const bootstrap = { name: 'GRPC_XDS_BOOTSTRAP', value: '/var/lib/istio/data/grpc-bootstrap.json' }
  const agent = istioProxy({
    istioVersion: options.istioVersion,
    role: 'sidecar',
    env: { DISABLE_ENVOY: 'true' },
    ports: [{ containerPort: 15_020, protocol: 'TCP', name: 'mesh-metrics' }],
  })
  const annotations = {
    ...injectedAnnotations([], ['istio-proxy']),
    'inject.istio.io/templates': 'grpc-agent',
  }
  return {
    pod: generatedPod({
      meta: ownedMeta(options, 'ReplicaSet', { labels: injectedLabels(appOf(options)), annotations }),
      containers: [{ ...application(), env: [bootstrap] }, agent],
    }),
    ports: () => new Map([...agentOnlyPorts(), [8080, { container: 'app', kind: 'h2c' }]]),
  }
}
