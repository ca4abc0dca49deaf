import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Redactor } from './redactor.ts'
import { findSecret } from './testing/find-secret.ts'
import { nastySecret, randomSecret } from './testing/secret-values.ts'

const secret = 'q7-correct-horse-4711'

/** One rule applied to one place; nothing was learned before. */
function envoy(config: unknown): unknown {
  const body = Buffer.from(JSON.stringify(config))
  const kept = new Redactor().answer({ port: 'envoy-admin', target: '/config_dump', body, entry: 'e' })
  return JSON.parse(kept.toString('utf8'))
}

const typed = (name: string, more: object) => ({
  name: 'a-filter',
  typed_config: { '@type': `type.googleapis.com/${name}`, ...more },
})

/** Places in Envoy's and Istio's configuration, each with a secret in it and with what must stay beside it. */
const places: Readonly<Record<string, readonly [object, ...string[]]>> = {
  'a header that a route sets': [
    {
      request_headers_to_add: [
        { header: { key: 'x-api-key', value: secret }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' },
      ],
    },
    'x-api-key',
    'OVERWRITE_IF_EXISTS_OR_ADD',
  ],
  'a header that a route matches': [
    { match: { prefix: '/orders', headers: [{ name: 'authorization', string_match: { exact: secret } }] } },
    '/orders',
    'authorization',
  ],
  'a pattern for a header': [
    { headers: [{ name: 'cookie', string_match: { safe_regex: { regex: `.*${secret}.*` } } }] },
    'cookie',
  ],
  'a query parameter': [{ query_parameters: [{ name: 'key', string_match: { exact: secret } }] }, 'key'],
  'a header of a permission': [
    { permissions: [{ header: { name: 'x-token', string_match: { prefix: secret } } }] },
    'x-token',
  ],
  'headers of a VirtualService': [
    {
      spec: {
        http: [
          {
            match: [{ headers: { 'x-user': { exact: secret } } }],
            headers: { request: { set: { name: secret }, remove: ['x-old'] } },
          },
        ],
      },
    },
    'x-user',
    'x-old',
  ],
  'a condition of an AuthorizationPolicy': [
    {
      when: [
        { key: 'request.headers[x-token]', values: [secret] },
        { key: 'source.namespace', values: ['shop'] },
      ],
    },
    'request.headers[x-token]',
    'shop',
  ],
  'an answer that the proxy makes up': [
    { direct_response: { status: 503, body: { inline_string: secret } } },
    '503',
  ],
  'Lua in a filter': [
    typed('envoy.extensions.filters.http.lua.v3.Lua', {
      inline_code: `request_handle:headers():add("a", "${secret}")`,
    }),
    'a-filter',
    'envoy.extensions.filters.http.lua.v3.Lua',
  ],
  'the configuration of a Wasm module': [
    typed('envoy.extensions.filters.http.wasm.v3.Wasm', {
      config: {
        name: 'plugin',
        configuration: { '@type': 'type.googleapis.com/google.protobuf.StringValue', value: secret },
        vm_config: { environment_variables: { key_values: { TOKEN: secret } } },
      },
    }),
    'plugin',
    'TOKEN',
  ],
  'a filter that nobody knows': [
    typed('acme.filters.v1.Signer', { key: secret, retries: 3 }),
    'acme.filters.v1.Signer',
    '3',
  ],
  'a filter in the clothes of a struct': [
    typed('xds.type.v3.TypedStruct', {
      type_url: 'type.googleapis.com/acme.v1.Signer',
      value: { key: secret },
    }),
    'acme.v1.Signer',
  ],
  'a type that is not the first field': [
    { typed_config: { key: secret, '@type': 'type.googleapis.com/acme.filters.v1.Signer' } },
    'acme.filters.v1.Signer',
  ],
  'a generic secret': [
    {
      secret: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret',
        name: 'hmac',
        generic_secret: { secret: { inline_bytes: Buffer.from(secret).toString('base64') } },
      },
    },
    'hmac',
  ],
  'a private key': [
    {
      tls_certificate: {
        private_key: { inline_string: secret },
        certificate_chain: { filename: '/etc/certs/a.pem' },
      },
    },
    '/etc/certs/a.pem',
  ],
  'a symmetric key in a key set': [
    { local_jwks: { inline_string: JSON.stringify({ keys: [{ kty: 'oct', k: secret }] }) } },
  ],
  'words in an access log': [
    { log_format: { text_format_source: { inline_string: `%REQ(:METHOD)% ${secret} %PROTOCOL%` } } },
    '%REQ(:METHOD)%',
    '%PROTOCOL%',
  ],
  'a literal tag of a trace': [{ custom_tags: [{ tag: 'team', literal: { value: secret } }] }, 'team'],
  'a default of a tag': [
    { custom_tags: [{ tag: 'team', environment: { name: 'TEAM', default_value: secret } }] },
    'TEAM',
  ],
  'headers of an external authorizer': [
    {
      extensionProviders: [
        {
          name: 'authz',
          envoyExtAuthzHttp: { service: 'authz.shop', includeAdditionalHeadersInCheck: { 'x-key': secret } },
        },
      ],
    },
    'authz.shop',
    'x-key',
  ],
  'a password of a tracer': [
    typed('envoy.config.trace.v3.LightstepConfig', { access_token: { inline_string: secret } }),
    'a-filter',
  ],
  'node metadata of one’s own': [
    { node: { id: 'sidecar~1', metadata: { GREETING: secret, MESH_ID: 'cluster.local' } } },
    'sidecar~1',
    'cluster.local',
  ],
  'an annotation in node metadata': [
    { node: { metadata: { ANNOTATIONS: { 'example.test/note': secret, 'prometheus.io/port': '15020' } } } },
    'example.test/note',
    '15020',
  ],
  'proxy metadata': [
    {
      node: {
        metadata: {
          PROXY_CONFIG: {
            proxyMetadata: { MY_KEY: secret, ISTIO_META_DNS_CAPTURE: 'true' },
            statusPort: 15_020,
          },
        },
      },
    },
    'MY_KEY',
    'true',
  ],
  'Envoy’s own configuration on its command line': [
    { command_line_options: { config_yaml: secret, log_level: 'warning' } },
    'warning',
  ],
  'what an EnvoyFilter patches in': [
    {
      kind: 'EnvoyFilter',
      spec: {
        configPatches: [
          {
            applyTo: 'HTTP_FILTER',
            patch: { operation: 'INSERT_BEFORE', value: { name: 'x', anything: [{ at: secret }] } },
          },
        ],
      },
    },
    'HTTP_FILTER',
    'INSERT_BEFORE',
  ],
  'a copy of an object as it was applied': [
    {
      metadata: {
        name: 'orders',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"spec":"${secret}"}` },
      },
    },
    'orders',
  ],
  'the environment of a Wasm plugin': [
    { spec: { vmConfig: { env: [{ name: 'KEY', value: secret }] } } },
    'KEY',
  ],
}

test.each(Object.entries(places))(
  '%s is removed, and what stands beside it stays',
  (_name, [config, ...beside]) => {
    const kept = JSON.stringify(envoy({ configs: [config] }))
    expect(findSecret(Buffer.from(kept), secret)).toBeUndefined()
    for (const one of beside) expect(kept).toContain(one)
  },
)

test('the same holds for every secret in every place', () => {
  const property = fc.property(
    fc.constantFrom(...Object.values(places).map(([config]) => config)),
    fc.oneof(randomSecret, nastySecret),
    (config, another) => {
      const text = JSON.stringify({ configs: [config] })
      const escaped = JSON.stringify(another).slice(1, -1)
      // A key set is a document in a text, where escapes would need escapes.
      fc.pre(text.includes(secret) && !(text.includes('oct') && escaped !== another))
      const kept = JSON.stringify(envoy(JSON.parse(text.replaceAll(secret, () => escaped))))
      expect(findSecret(Buffer.from(kept), another)).toBeUndefined()
      expect(JSON.stringify(envoy(JSON.parse(kept)))).toBe(kept)
    },
  )
  expect(() => fc.assert(property, { numRuns: 600 })).not.toThrow()
})
