import { plantedWriter } from './planted-writer.ts'
import type { PlantedValues } from './planted-values.ts'

const name = 'planted'

/** The namespace that is made for the check. */
export const checkNamespace = 'portolan-secrets-check'
export const plantedPod = name

export type PlantedImages = {
  /** Runs without arguments and serves `/healthz` on 8080. */
  readonly app: string
  /** Has a shell and `rev`. */
  readonly writer: string
}

/**
 * Objects that hold the values where people put such things. Nothing of it is
 * seen by proxies of other namespaces.
 * @param images see {@link PlantedImages}
 */
export function plantedObjects(values: PlantedValues, images: PlantedImages): readonly object[] {
  const metadata = { name, namespace: checkNamespace }
  const core = { apiVersion: 'v1', metadata }
  return [
    { ...core, kind: 'Secret', stringData: { env: values.secretEnv.value, file: values.secretFile.value } },
    { ...core, kind: 'ConfigMap', data: { 'greeting.txt': values.configMap.value } },
    {
      ...core,
      kind: 'Service',
      metadata: {
        ...metadata,
        annotations: {
          'networking.istio.io/exportTo': '.',
          'example.test/note': values.serviceAnnotation.value,
        },
      },
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 8080, targetPort: 8080 }] },
    },
    {
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'ProxyConfig',
      metadata,
      spec: { environmentVariables: { GREETING_OF_PROXY: values.proxyConfig.value } },
    },
    virtualService(values, metadata),
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: {
        action: 'DENY',
        rules: [{ when: [{ key: 'request.headers[x-denied]', values: [values.condition.value] }] }],
      },
    },
    envoyFilter(values, metadata),
    {
      ...core,
      kind: 'Pod',
      metadata: {
        ...metadata,
        labels: { app: name },
        annotations: {
          'example.test/note': `remember ${values.annotation.value}`,
          'example.test/copy': base64(`x${values.annotatedCopy.value}y`),
          'example.test/token': values.token.value,
          'proxy.istio.io/config': [
            'proxyMetadata:',
            `  MY_OWN_KEY: "${values.proxyMetadata.value}"`,
            `  ISTIO_META_GREETING: "${values.nodeMetadata.value}"`,
            '',
          ].join('\n'),
        },
      },
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [
          {
            name: 'app',
            image: images.app,
            imagePullPolicy: 'IfNotPresent',
            // Whatever comes after the first word is of no interest to the program.
            args: ['serve', `--password=${values.argument.value}`],
            env: [
              { name: 'PORT', value: '8080' },
              { name: 'GREETING', value: values.greeting.value },
              { name: 'PUNCTUATION', value: values.quoted.value },
              { name: 'GREETING_64', value: base64(values.encoded.value) },
              { name: 'ENCODED_AS_IT_IS', value: values.encoded.value },
              { name: 'FROM_SECRET', valueFrom: { secretKeyRef: { name, key: 'env' } } },
              { name: 'FROM_CONFIG_MAP', valueFrom: { configMapKeyRef: { name, key: 'greeting.txt' } } },
            ],
            ports: [{ name: 'http', containerPort: 8080 }],
            readinessProbe: {
              periodSeconds: 1,
              httpGet: {
                path: '/healthz',
                port: 8080,
                httpHeaders: [{ name: 'X-Probe', value: values.probe.value }],
              },
            },
            volumeMounts: [{ name: 'keys', mountPath: '/keys' }],
          },
          plantedWriter(values, images.writer),
        ],
        volumes: [{ name: 'keys', secret: { secretName: name } }],
      },
    },
  ]
}

function virtualService(values: PlantedValues, metadata: object): object {
  const destination = [{ destination: { host: name } }]
  const hex = Buffer.from(`user:${values.headerHex.value}`).toString('hex')
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata,
    spec: {
      hosts: [name],
      exportTo: ['.'],
      http: [
        {
          match: [
            {
              headers: { 'x-key': { exact: values.headerMatch.value } },
              queryParams: { key: { exact: values.queryMatch.value } },
            },
          ],
          route: destination,
        },
        {
          match: [{ uri: { prefix: '/closed' } }],
          directResponse: { status: 403, body: { string: values.directResponse.value } },
        },
        {
          headers: {
            request: { set: { 'x-api-key': values.headerSet.value } },
            response: { add: { 'x-hex': hex } },
          },
          route: destination,
        },
      ],
    },
  }
}

function envoyFilter(values: PlantedValues, metadata: object): object {
  const listener = {
    context: 'SIDECAR_OUTBOUND',
    listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
  }
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata,
    spec: {
      configPatches: [
        {
          applyTo: 'ROUTE_CONFIGURATION',
          match: { context: 'SIDECAR_OUTBOUND' },
          patch: {
            operation: 'MERGE',
            value: {
              request_headers_to_add: [{ header: { key: 'x-filter', value: values.filterHeader.value } }],
            },
          },
        },
        {
          applyTo: 'HTTP_FILTER',
          match: { ...listener },
          patch: {
            operation: 'INSERT_FIRST',
            value: {
              name: 'planted.lua',
              typed_config: {
                ...type('filters.http.lua.v3.Lua'),
                default_source_code: {
                  inline_string: `function envoy_on_request(handle)\n  handle:headers():add("x-lua", "${values.lua.value}")\nend`,
                },
              },
            },
          },
        },
        {
          applyTo: 'NETWORK_FILTER',
          match: { ...listener },
          patch: {
            operation: 'MERGE',
            value: {
              typed_config: {
                ...type('filters.network.http_connection_manager.v3.HttpConnectionManager'),
                access_log: [
                  {
                    name: 'planted.log',
                    typed_config: {
                      ...type('access_loggers.file.v3.FileAccessLog'),
                      path: '/dev/null',
                      log_format: {
                        text_format_source: {
                          inline_string: `%REQ(:METHOD)% ${values.accessLog.value} %PROTOCOL%\n`,
                        },
                      },
                    },
                  },
                ],
              },
            },
          },
        },
      ],
    },
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function type(path: string) {
  return { '@type': `type.googleapis.com/envoy.extensions.${path}` }
}
