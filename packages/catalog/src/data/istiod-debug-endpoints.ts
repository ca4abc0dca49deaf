import type { Endpoint, EndpointParameter } from '@portolan/contract/chart'
import { get, oneOf, post } from './define-endpoint.ts'
import { pprofEndpoints } from './pprof-endpoints.ts'

const pretty = 'pretty'
/** `POD.NAMESPACE`, matched as a part of the connection's id. */
const proxy: EndpointParameter = { name: 'proxyID', required: true }
const anyProxy: EndpointParameter = { name: 'proxyID' }
/** istiod mutates on GET, so these two parameters are what makes the request bad. */
const push: EndpointParameter = { name: 'push', danger: 'disruptive' }
const clear: EndpointParameter = { name: 'clear', danger: 'disruptive' }

const json = { answers: 'json', parameters: [pretty] } as const
const medium = { ...json, cost: 'medium' } as const
const large = { ...json, cost: 'high' } as const

/**
 * istiod's debug interface, the same on 8080 and 15014.
 * @see istio: pilot/pkg/xds/debug.go
 */
export const istiodDebugEndpoints: readonly Endpoint[] = [
  get('/debug', { answers: 'html' }),
  get('/debug/list', json),
  get('/debug/syncz', { ...medium, parameters: ['namespace', pretty] }),
  get('/debug/connections', json),
  get('/debug/adsz', { ...large, parameters: [anyProxy, push, pretty] }),
  get('/debug/config_dump', {
    ...large,
    danger: 'costly',
    parameters: [
      proxy,
      // A list of the short names, joined by commas.
      'types',
      'include_eds',
      pretty,
    ],
  }),
  get('/debug/ecdsz', { ...medium, parameters: [proxy, pretty] }),
  get('/debug/edsz', { ...medium, parameters: [proxy, pretty] }),
  get('/debug/ndsz', { ...medium, parameters: [proxy, pretty] }),
  get('/debug/sidecarz', { ...large, parameters: [proxy, pretty] }),
  get('/debug/registryz', medium),
  get('/debug/endpointShardz', { ...large, danger: 'costly' }),
  get('/debug/endpointz', { ...large, danger: 'costly' }),
  get('/debug/instancesz', large),
  get('/debug/configz', large),
  get('/debug/resourcesz', json),
  get('/debug/authorizationz', medium),
  get('/debug/telemetryz', { ...json, parameters: [anyProxy, pretty] }),
  get('/debug/push_status', json),
  get('/debug/pushcontext', medium),
  get('/debug/cachez', { ...medium, parameters: [oneOf('sizes', 'true', 'false'), clear, pretty] }),
  get('/debug/inject', json),
  get('/debug/mesh', json),
  get('/debug/clusterz', json),
  get('/debug/networkz', json),
  get('/debug/mcsz', json),
  get('/debug/ambientz', { ...large, since: '1.23' }),
  get('/debug/krtz', { ...large, danger: 'costly', since: '1.25' }),
  get('/debug/config_distribution', {
    ...large,
    parameters: ['resource', 'proxy_namespace', pretty],
    until: '1.23',
  }),
  // Only with UNSAFE_ENABLE_ADMIN_ENDPOINTS, and by any method.
  get('/debug/force_disconnect', { parameters: [proxy], danger: 'disruptive' }),
]

/** 8080: readiness and debugging, no metrics. */
export const istiodHttpEndpoints: readonly Endpoint[] = [
  get('/ready', { answers: 'empty' }),
  ...istiodDebugEndpoints,
  ...pprofEndpoints,
]

/** 15014. */
export const istiodMonitoringEndpoints: readonly Endpoint[] = [
  get('/metrics', { cost: 'medium', answers: 'prometheus' }),
  get('/version'),
  ...istiodDebugEndpoints,
  ...pprofEndpoints,
]

/** 15017: what the API server calls. An AdmissionReview is no page, so only readiness is for reading. */
export const istiodWebhookEndpoints: readonly Endpoint[] = [
  get('/ready', { answers: 'empty' }),
  post('/inject', 'mutating', { answers: 'json' }),
  post('/inject/{parameters}', 'mutating', { answers: 'json' }),
  post('/validate', 'mutating', { answers: 'json' }),
  post('/validate/{parameters}', 'mutating', { answers: 'json' }),
]
