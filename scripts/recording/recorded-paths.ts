import { strangerProxy } from '@portolan/sandbox/pods/istiod-debug'

/** What is asked of each kind of port while recording: read endpoints only, none that changes anything. */

const goProfiles = [
  '/debug/pprof/',
  '/debug/pprof/heap',
  '/debug/pprof/heap?debug=1',
  '/debug/pprof/goroutine?debug=1',
  '/debug/pprof/threadcreate?debug=1',
  '/debug/pprof/cmdline',
]

export const envoyAdminPaths = [
  '/',
  '/help',
  '/certs',
  '/clusters',
  '/clusters?format=json',
  '/config_dump',
  '/contention',
  '/hot_restart_version',
  '/init_dump',
  '/listeners',
  '/listeners?format=json',
  '/memory',
  '/ready',
  '/runtime',
  '/server_info',
  '/stats',
  '/stats?format=html',
  '/stats?format=json',
  '/stats?usedonly',
  '/stats/prometheus',
]

export const agentPaths = ['/healthz/ready', '/stats/prometheus', '/metrics', '/debug/ndsz', ...goProfiles]
export const healthPaths = ['/healthz/ready', '/']
export const metricsPaths = ['/stats/prometheus', '/']

const debugPaths = [
  '/debug',
  'adsz',
  'ambientz',
  'authorizationz',
  'cachez',
  'cachez?sizes=true',
  'clusterz',
  'configz',
  'connections',
  'endpointShardz',
  'endpointz',
  'inject',
  'instancesz',
  'list',
  'mcsz',
  'mesh',
  'networkz',
  'push_status',
  'pushcontext',
  'registryz',
  'resourcesz',
  'syncz',
  'telemetryz',
  'config_dump',
  'ecdsz',
  'edsz',
  'ndsz',
  'sidecarz',
].map((name) => (name.startsWith('/') ? name : `/debug/${name}`))

/** istiod's debug endpoints about one proxy. */
export function debugPathsOfProxy(proxy: string): readonly string[] {
  return ['config_dump', 'ecdsz', 'edsz', 'ndsz', 'sidecarz'].map((name) => `/debug/${name}?proxyID=${proxy}`)
}

export const istiodHttpPaths = ['/ready', ...debugPaths, ...debugPathsOfProxy(strangerProxy), ...goProfiles]
/** The debug endpoints are the same as on 8080 and are shared when replayed. */
export const istiodMonitoringPaths = ['/metrics', '/version']

/** ControlZ without `/envz/` and `/envj/`, which print the environment. */
export const controlzPaths = [
  '/',
  '/homej/',
  '/memj/',
  '/procj/',
  '/scopej/',
  '/versionj/',
  '/memz/',
  '/procz/',
  '/scopez/',
  '/signalz/',
  '/versionz/',
]

export const applicationPaths = ['/', '/healthz', '/metrics']
