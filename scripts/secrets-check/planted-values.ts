import { randomBytes } from 'node:crypto'

/** A value of its own for every place, so that what is found says where it came from. */
export type Planted = {
  /** Where it was put, in words. */
  readonly place: string
  readonly value: string
  /** The redactor's rules that may remove it there; several when what is recorded shows it in several ways. */
  readonly rules: readonly string[]
}

/**
 * Values as secrets are: some of letters and digits, some with the signs that
 * JSON, HTML and URLs have to escape.
 */
function value(signs: string = ''): string {
  return `${randomBytes(9).toString('hex')}${signs}${randomBytes(9).toString('base64url')}q7`
}

/** Places and their values; new ones on every call. */
export function plantedValues() {
  return {
    secretEnv: { place: 'Secret, as an environment variable', value: value('/+'), rules: ['object-data'] },
    secretFile: { place: 'Secret, as a file', value: value(), rules: ['object-data'] },
    configMap: { place: 'ConfigMap, as an environment variable', value: value('&"'), rules: ['object-data'] },
    greeting: { place: 'environment variable GREETING', value: value(), rules: ['environment'] },
    quoted: { place: 'environment variable with signs', value: value('<&"\\\'>'), rules: ['environment'] },
    encoded: {
      place: 'environment variable, in base64',
      value: value(),
      rules: ['environment', 'learned-value'],
    },
    argument: { place: 'command line', value: value(), rules: ['arguments', 'learned-value'] },
    probe: { place: 'header of a probe', value: value('+'), rules: ['header-value'] },
    annotation: { place: 'annotation of a pod', value: value(' '), rules: ['annotation'] },
    annotatedCopy: { place: 'annotation, in base64', value: value(), rules: ['annotation', 'learned-value'] },
    serviceAnnotation: {
      place: 'annotation of a Service',
      value: value(),
      rules: ['annotation', 'applied-copy'],
    },
    headerSet: { place: 'header rule of a VirtualService', value: value(), rules: ['header-value'] },
    headerMatch: { place: 'header match of a VirtualService', value: value('='), rules: ['header-value'] },
    headerHex: { place: 'header rule, in hexadecimal', value: value(), rules: ['header-value'] },
    queryMatch: { place: 'query match of a VirtualService', value: value(), rules: ['header-value'] },
    directResponse: {
      place: 'direct response of a VirtualService',
      value: value(),
      rules: ['response-body'],
    },
    filterHeader: {
      place: 'header value of an EnvoyFilter',
      value: value(),
      rules: ['envoy-filter', 'header-value'],
    },
    lua: {
      place: 'Lua of an EnvoyFilter',
      value: value(),
      rules: ['envoy-filter', 'unknown-extension', 'inline-code'],
    },
    accessLog: {
      place: 'access log format of an EnvoyFilter',
      value: value(),
      rules: ['envoy-filter', 'log-format'],
    },
    condition: { place: 'condition of an AuthorizationPolicy', value: value(), rules: ['header-value'] },
    proxyConfig: {
      place: 'environment of a ProxyConfig',
      value: value(),
      rules: ['environment', 'proxy-config', 'proxy-metadata'],
    },
    proxyMetadata: {
      place: 'proxyMetadata in an annotation',
      value: value(),
      rules: ['proxy-config', 'proxy-metadata'],
    },
    nodeMetadata: {
      place: 'ISTIO_META_ variable of one’s own',
      value: value(),
      rules: ['node-metadata', 'proxy-config', 'environment'],
    },
    token: {
      place: 'token in an annotation',
      value: `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(`{"sub":"${value()}"}`).toString('base64url')}.${value()}`,
      rules: ['annotation', 'jwt'],
    },
    processArgument: {
      place: 'command line of a process, which no object shows',
      value: value(),
      rules: ['process-arguments', 'command-line'],
    },
    logNamed: { place: 'line of a log, after its name', value: value('+'), rules: ['log'] },
    logQuoted: { place: 'line of a log, in JSON inside JSON', value: value(), rules: ['log'] },
    logBearer: { place: 'line of a log, after Bearer', value: value('-'), rules: ['log'] },
    logKey: { place: 'line of a log, inside a private key', value: value('/'), rules: ['log'] },
  } as const satisfies Readonly<Record<string, Planted>>
}

export type PlantedValues = ReturnType<typeof plantedValues>
