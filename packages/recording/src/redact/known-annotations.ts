/** Annotations that hold settings of Istio or of what stands beside it, none of which is a place for a secret. */
const names: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/default-container',
  'kubectl.kubernetes.io/default-logs-container',
  'kubectl.kubernetes.io/restartedAt',
  'kubernetes.io/config.mirror',
  'kubernetes.io/config.seen',
  'kubernetes.io/config.source',
  'prometheus.io/path',
  'prometheus.io/port',
  'prometheus.io/scheme',
  'prometheus.io/scrape',
  // What the sandbox writes on objects that it made up.
  'sandbox.portolan/generated',
])

/** Istio's own; `proxy.istio.io/config` is kept with what it holds looked through. */
const istio =
  /^(?:(?:ambient|gateway|inject|install\.operator|internal|networking|proxy|security|service|sidecar|status\.sidecar|tag|topology|traffic|traffic\.sidecar)\.)?istio\.io\//

/** What people may write freely under Istio's names. */
const free: ReadonlySet<string> = new Set([
  'sidecar.istio.io/userVolume',
  'sidecar.istio.io/userVolumeMount',
  'sidecar.istio.io/extraStatTags',
  'sidecar.istio.io/bootstrapOverride',
  'proxy.istio.io/overrides',
])

/** The annotation that holds a ProxyConfig. */
export const proxyConfigAnnotation = 'proxy.istio.io/config'

/** kubectl's copy of the object as it was written, secrets and all. */
export const appliedCopyAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/** Whether an annotation's value may be kept. */
export function isKnownAnnotation(name: string): boolean {
  return names.has(name) || (istio.test(name) && !free.has(name))
}
