import { controlzEndpoints } from './controlz-endpoints.ts'
import { asksHttp, type PortDefinition } from './define-port.ts'
import {
  istiodHttpEndpoints,
  istiodMonitoringEndpoints,
  istiodWebhookEndpoints,
} from './istiod-debug-endpoints.ts'

/** @see istio: pilot/cmd/pilot-discovery/app/cmd.go, pilot/pkg/bootstrap/server.go */
export const istiodHttp: PortDefinition = {
  id: 'istiod-http',
  process: 'pilot-discovery',
  number: 8080,
  protocol: 'http',
  binds: 'all',
  purpose: 'debug',
  probe: asksHttp('/ready', 503),
  configuredBy: ['--httpAddr'],
  endpoints: istiodHttpEndpoints,
}

export const istiodGrpc: PortDefinition = {
  id: 'istiod-grpc',
  process: 'pilot-discovery',
  number: 15010,
  protocol: 'grpc',
  binds: 'all',
  purpose: 'control',
  probe: { kind: 'http2' },
  configuredBy: ['--grpcAddr'],
  endpoints: [],
}

/** The probe's server name is filled in with istiod's namespace. */
export const istiodSecureGrpc: PortDefinition = {
  id: 'istiod-secure-grpc',
  process: 'pilot-discovery',
  number: 15012,
  protocol: 'grpc-tls',
  binds: 'all',
  purpose: 'control',
  probe: { kind: 'tls' },
  configuredBy: ['--secureGRPCAddr'],
  endpoints: [],
}

export const istiodMonitoring: PortDefinition = {
  id: 'istiod-monitoring',
  process: 'pilot-discovery',
  number: 15014,
  protocol: 'http',
  binds: 'all',
  purpose: 'telemetry',
  probe: asksHttp('/version'),
  configuredBy: ['--monitoringAddr', 'annotation prometheus.io/port'],
  endpoints: istiodMonitoringEndpoints,
}

export const istiodWebhook: PortDefinition = {
  id: 'istiod-webhook',
  process: 'pilot-discovery',
  number: 15017,
  protocol: 'https',
  binds: 'all',
  purpose: 'control',
  probe: { kind: 'http', path: '/ready', notReady: [503], tls: true },
  configuredBy: ['--httpsAddr'],
  endpoints: istiodWebhookEndpoints,
}

export const istiodCtrlz: PortDefinition = {
  id: 'istiod-ctrlz',
  process: 'pilot-discovery',
  number: 9876,
  protocol: 'http',
  binds: 'loopback',
  purpose: 'debug',
  probe: asksHttp('/homej/'),
  configuredBy: ['--ctrlz_port', '--ctrlz_address'],
  endpoints: controlzEndpoints,
}
