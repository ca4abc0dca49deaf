import type { JsonObject } from '../json-value.ts'
import type { GeneratedContainer } from './generated-pod.ts'

export type ProxyOptions = {
  readonly istioVersion: string
  readonly role: 'sidecar' | 'router' | 'waypoint'
  readonly native?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Declared ports; a sidecar declares 15090 alone. */
  readonly ports?: readonly JsonObject[]
}

const prometheusPort = { name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }
export const gatewayApiPorts: readonly JsonObject[] = [
  { name: 'metrics', containerPort: 15020, protocol: 'TCP' },
  { name: 'status-port', containerPort: 15021, protocol: 'TCP' },
  prometheusPort,
]

/** `istio-proxy` as the injection templates write it. @see istio: injection-template.yaml, kube-gateway.yaml */
export function istioProxy(options: ProxyOptions): GeneratedContainer {
  const { istioVersion, role, native, ports = [prometheusPort] } = options
  const env = {
    PILOT_CERT_PROVIDER: 'istiod',
    CA_ADDR: 'istiod.istio-system.svc:15012',
    PROXY_CONFIG: '{}\n',
    ...options.env,
  }
  return {
    name: 'istio-proxy',
    image: `docker.io/istio/proxyv2:${istioVersion}`,
    args: ['proxy', role, '--domain', '$(POD_NAMESPACE).svc.cluster.local', '--proxyLogLevel=warning'],
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    ports,
    readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021, scheme: 'HTTP' }, periodSeconds: 15 },
    ...(native ? { restartPolicy: 'Always' } : {}),
  }
}

export function istioInit(istioVersion: string): GeneratedContainer {
  return {
    name: 'istio-init',
    image: `docker.io/istio/proxyv2:${istioVersion}`,
    args: [
      'istio-iptables',
      '-p',
      '15001',
      '-z',
      '15006',
      '-u',
      '1337',
      '-m',
      'REDIRECT',
      '-i',
      '*',
      '-x',
      '',
      '-b',
      '*',
      '-d',
      '15090,15021,15020',
    ],
  }
}

export function application(name = 'app', port = 8080): GeneratedContainer {
  return {
    name,
    image: 'registry.example.test/shop/app:1.0',
    ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
  }
}

/** What the injector writes on a pod. */
export function injectedAnnotations(
  init: readonly string[],
  containers: readonly string[],
): Readonly<Record<string, string>> {
  return {
    'istio.io/rev': 'default',
    'prometheus.io/path': '/stats/prometheus',
    'prometheus.io/port': '15020',
    'prometheus.io/scrape': 'true',
    'sidecar.istio.io/status': JSON.stringify({
      initContainers: init,
      containers,
      volumes: ['workload-socket'],
      revision: 'default',
    }),
  }
}

export function injectedLabels(app: string): Readonly<Record<string, string>> {
  return {
    app,
    version: 'v1',
    'security.istio.io/tlsMode': 'istio',
    'service.istio.io/canonical-name': app,
    'service.istio.io/canonical-revision': 'v1',
  }
}

export function discovery(istioVersion: string): GeneratedContainer {
  return {
    name: 'discovery',
    image: `docker.io/istio/pilot:${istioVersion}`,
    args: [
      'discovery',
      '--monitoringAddr=:15014',
      '--log_output_level=default:info',
      '--domain',
      'cluster.local',
      '--keepaliveMaxServerConnectionAge',
      '30m',
    ],
    env: [{ name: 'REVISION', value: 'default' }],
    ports: [
      { containerPort: 8080, protocol: 'TCP', name: 'http-debug' },
      { containerPort: 15010, protocol: 'TCP', name: 'grpc-xds' },
      { containerPort: 15012, protocol: 'TCP', name: 'tls-xds' },
      { containerPort: 15017, protocol: 'TCP', name: 'https-webhooks' },
      { containerPort: 15014, protocol: 'TCP', name: 'http-monitoring' },
    ],
  }
}
