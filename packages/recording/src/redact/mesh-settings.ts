import { isKnownVariable } from './known-env.ts'
import { keptYaml } from './kept-yaml.ts'
import { settingName } from './setting-name.ts'
import { redacted } from './zone.ts'

/** Fields of ProxyConfig, as `proxy.istio.io/config` and `PROXY_CONFIG` hold them, that may keep their texts. */
const proxyConfigFields = words(`
  binaryPath concurrency configPath controlPlaneAuthPolicy customConfigFile discoveryAddress discoveryRefreshDelay
  drainDuration holdApplicationUntilProxyStarts image.imageType interceptionMode meshId parentShutdownDuration
  proxyAdminPort proxyBootstrapTemplatePath serviceCluster statNameLength statsCompression statsdUdpAddress statusPort
  terminationDrainDuration availabilityZone fileFlushInterval zipkinAddress
  envoyAccessLogService.address envoyMetricsService.address
  gatewayTopology.forwardClientCertDetails gatewayTopology.numTrustedProxies
  proxyStatsMatcher.inclusionPrefixes proxyStatsMatcher.inclusionRegexps proxyStatsMatcher.inclusionSuffixes
  readinessProbe.httpGet.path readinessProbe.httpGet.port readinessProbe.httpGet.scheme
  tracing.zipkin.address tracing.openCensusAgent.address tracing.datadog.address tracing.sampling tracing.maxPathTagLength
`)

/** Fields of MeshConfig that say how the mesh works and hold nothing of its users. */
const meshConfigFields = words(`
  accessLogEncoding accessLogFile connectTimeout defaultDestinationRuleExportTo defaultServiceExportTo
  defaultVirtualServiceExportTo disableEnvoyListenerLog discoverySelectors.matchLabels dnsRefreshRate enableAutoMtls
  enableEnvoyAccessLogService enablePrometheusMerge enableTracing extensionProviders.name h2UpgradePolicy
  inboundClusterStatName inboundTrafficPolicy.mode ingressClass ingressControllerMode ingressSelector ingressService
  localityLbSetting meshMTLS.minProtocolVersion outboundClusterStatName outboundTrafficPolicy.mode pathNormalization.normalization
  protocolDetectionTimeout proxyHttpPort proxyInboundListenPort proxyListenPort rootNamespace tcpKeepalive
  trustDomain trustDomainAliases verifyCertificateAtClient
`)

/** A ProxyConfig in YAML or JSON without the values of fields and of variables that nobody knows. */
export function keptProxyConfig(text: string, removed: (text: string) => void): string {
  return keptSettings(text, isProxyField, removed)
}

/** The `mesh` text of Istio's ConfigMap, the same way. */
export function keptMeshConfig(text: string, removed: (text: string) => void): string {
  return keptSettings(
    text,
    (path) =>
      path.startsWith('defaultConfig.')
        ? isProxyField(path.slice('defaultConfig.'.length))
        : isField(meshConfigFields, path),
    removed,
  )
}

function isProxyField(path: string): boolean {
  const metadata = 'proxyMetadata.'
  return path.startsWith(metadata)
    ? isKnownVariable(path.slice(metadata.length))
    : isField(proxyConfigFields, path)
}

/** A field that is listed, or a part of one. */
function isField(known: ReadonlySet<string>, path: string): boolean {
  if (known.has(path)) return true
  const parent = path.lastIndexOf('.')
  return parent > 0 && isField(known, path.slice(0, parent))
}

function keptSettings(
  text: string,
  isKept: (path: string) => boolean,
  removed: (text: string) => void,
): string {
  if (!text.trimStart().startsWith('{')) return keptYaml(text, isKept, removed)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    removed(text)
    return '{}'
  }
  let changed = false
  const kept = keptValue(document, '', isKept, (one) => {
    changed = true
    removed(one)
  })
  return changed ? JSON.stringify(kept) : text
}

function keptValue(
  value: unknown,
  path: string,
  isKept: (path: string) => boolean,
  removed: (text: string) => void,
): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => keptValue(one, path, isKept, removed))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        keptValue(one, path === '' ? settingName(key) : `${path}.${settingName(key)}`, isKept, removed),
      ]),
    )
  }
  if (typeof value !== 'string' || value === '' || value === redacted || isKept(path)) return value
  removed(value)
  return redacted
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean))
}
