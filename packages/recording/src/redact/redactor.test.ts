import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { UnrecordableObjectError } from './kept-objects.ts'
import { Redactor } from './redactor.ts'
import { findSecret } from './testing/find-secret.ts'

const secret = 'q7-correct-horse-4711'

function answer(port: string, target: string, body: string, redactor = new Redactor()): string {
  return redactor.answer({ port, target, body: Buffer.from(body), entry: 'e' }).toString('utf8')
}

test('what istiod and Envoy write by themselves stays as it is, byte for byte', () => {
  const route = `{
 "virtual_hosts": [{"name": "cart.shop.svc.cluster.local:8080", "routes": [{"match": {"prefix": "/", "headers": [{"name": ":authority", "string_match": {"exact": "cart"}}]},
  "route": {"cluster": "outbound|8080||cart.shop.svc.cluster.local", "timeout": "0s"}, "metadata": {"filter_metadata": {"istio": {"config": "/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart"}}}}]}],
 "tracing": {"custom_tags": [{"tag": "istio.mesh_id", "literal": {"value": "cluster.local"}}], "client_sampling": {"value": 100}},
 "runtime": {"default_value": {"numerator": 0, "denominator": "HUNDRED"}}, "version": 12345678901234567890,
 "log_format": {"text_format_source": {"inline_string": "[%START_TIME%] \\"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\\" %RESPONSE_CODE%\\n"}},
 "principals": [{"authenticated": {"principal_name": {"exact": "spiffe://cluster.local/ns/shop/sa/cart"}}}],
 "tls_certificate": {"private_key": {"inline_bytes": "W3JlZGFjdGVkXQ=="}}
}`
  expect(answer('envoy-admin', '/config_dump?include_eds', route)).toBe(route)
})

test('istiod’s dump of everything that it watches loses the data of Secrets and the second copy of the mesh configuration', () => {
  const mesh = `defaultConfig:\n  proxyMetadata:\n    KEY: ${secret}\nrootNamespace: istio-system`
  const krtz = [
    {
      name: 'ConfigMap_istio_mesh',
      state: { outputs: { [mesh]: mesh }, inputs: { '': { outputs: [mesh] } } },
    },
    {
      name: 'gateway/informer/Secrets',
      state: {
        outputs: {
          'istio-system/istio-ca-secret': { data: { 'ca-key.pem': Buffer.from(secret).toString('base64') } },
        },
      },
    },
    { name: 'informer/Services', state: { outputs: { 'shop/cart': { spec: { clusterIP: '10.96.0.7' } } } } },
  ]
  const kept = answer('istiod-http', '/debug/krtz', JSON.stringify(krtz))
  expect(findSecret(Buffer.from(kept), secret)).toBeUndefined()
  expect(kept).toContain('10.96.0.7')
  expect(kept).toContain('istio-system/istio-ca-secret')
})

test('ControlZ’s environment keeps its names and the values of Istio’s settings', () => {
  const html = `<tr><td>CLUSTER_ID</td>\n  <td>Kubernetes</td></tr><tr><td>CACERT_PASSWORD</td>\n  <td>${secret}</td></tr>`
  const json = JSON.stringify([
    { name: 'CLUSTER_ID', value: 'Kubernetes' },
    { name: 'CACERT_PASSWORD', value: secret },
  ])
  for (const kept of [answer('istiod-ctrlz', '/envz/', html), answer('istiod-ctrlz', '/envj/', json)]) {
    expect(kept).not.toContain(secret)
    expect(kept).toContain('CACERT_PASSWORD')
    expect(kept).toContain('Kubernetes')
  }
})

test('a command line keeps the flags that are known, and how many words there were', () => {
  const words = [
    '/usr/local/bin/pilot-discovery',
    'discovery',
    '--monitoringAddr=:15014',
    '--domain',
    'cluster.local',
    `--key=${secret}`,
    secret,
  ]
  const kept = answer('istiod-http', '/debug/pprof/cmdline', words.join('\0')).split('\0')
  expect(kept).toEqual([...words.slice(0, 5), '[redacted]', '[redacted]'])
  const page = `<tr><td>0</td><td>discovery</td></tr><tr><td>1</td><td>--key=${secret}</td></tr>`
  expect(answer('istiod-ctrlz', '/argz/', page)).toBe(
    '<tr><td>0</td><td>discovery</td></tr><tr><td>1</td><td>[redacted]</td></tr>',
  )
})

test('a document that was cut off is not kept in part', () => {
  const kept = answer(
    'envoy-admin',
    '/config_dump',
    `{"configs":[{"request_headers_to_add":[{"header":{"key":"a","value":"${secret}"`,
  )
  expect(kept).toBe('[redacted]')
  expect(answer('envoy-admin', '/clusters', '[a] cluster::default\n')).toBe('[a] cluster::default\n')
})

test('a pod keeps names, references and counts; values of its own go', () => {
  const redactor = new Redactor()
  const pod = {
    metadata: {
      name: 'orders-1',
      namespace: 'shop',
      managedFields: [{ manager: secret }],
      annotations: { note: secret, 'istio.io/rev': 'default' },
    },
    spec: {
      hostAliases: [{ ip: '10.0.0.1', hostnames: [secret] }],
      containers: [
        {
          name: 'app',
          image: 'example.test/app:7',
          command: ['sh', '-c', `run --password ${secret}`],
          args: ['--verbose'],
          env: [
            { name: 'GREETING', value: secret },
            { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'orders', key: 'password' } } },
          ],
          readinessProbe: {
            periodSeconds: 5,
            httpGet: {
              path: `/ready?key=${secret}`,
              port: 8080,
              httpHeaders: [{ name: 'Authorization', value: secret }],
            },
          },
          lifecycle: { preStop: { exec: { command: ['curl', secret] } } },
        },
      ],
      volumes: [
        { name: 'inline', csi: { volumeAttributes: { key: secret } } },
        { name: 'keys', secret: { secretName: 'orders' } },
      ],
    },
    status: {
      containerStatuses: [
        {
          name: 'app',
          lastState: { terminated: { exitCode: 1, message: `could not log in with ${secret}` } },
        },
      ],
    },
  }
  const before = structuredClone(pod)
  const kept = redactor.object('pods', pod)
  expect(pod).toEqual(before)
  expect(findSecret(Buffer.from(JSON.stringify(kept)), secret)).toBeUndefined()
  expect(kept).toEqual({
    metadata: { name: 'orders-1', namespace: 'shop', annotations: { 'istio.io/rev': 'default' } },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'example.test/app:7',
          command: ['[redacted]', '[redacted]', '[redacted]'],
          args: ['[redacted]'],
          env: [
            { name: 'GREETING', value: '[redacted]' },
            { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'orders', key: 'password' } } },
          ],
          readinessProbe: {
            periodSeconds: 5,
            httpGet: {
              path: '/ready?[redacted]',
              port: 8080,
              httpHeaders: [{ name: 'Authorization', value: '[redacted]' }],
            },
          },
          lifecycle: { preStop: { exec: { command: ['[redacted]', '[redacted]'] } } },
        },
      ],
      volumes: [
        { name: 'inline', csi: {} },
        { name: 'keys', secret: { secretName: 'orders' } },
      ],
    },
    status: {
      containerStatuses: [{ name: 'app', lastState: { terminated: { exitCode: 1, message: '[redacted]' } } }],
    },
  })
  expect(redactor.object('pods', kept)).toEqual(kept)
})

test('a Secret is an error, a ConfigMap keeps its name', () => {
  const redactor = new Redactor()
  expect(() => redactor.object('configmaps', { kind: 'Secret', data: { a: 'YQ==' } })).toThrow(
    UnrecordableObjectError,
  )
  expect(
    redactor.object('configmaps', { metadata: { name: 'orders' }, data: { 'app.ini': `key=${secret}` } }),
  ).toEqual({
    metadata: { name: 'orders' },
    data: {},
  })
})

test('names that everybody sees are not taken for secrets because a variable repeats them', () => {
  const redactor = new Redactor()
  const env = {
    PEER: 'inventory',
    URL: 'http://inventory.backend:8080/',
    HOST: 'gone.example.test',
    PORT: '18080',
    LEVEL: 'warning',
    WAIT: '1500ms',
    ADDRESS: '10.244.0.17',
    FLAG: 'production',
    FIELD: 'connect_timeout',
  }
  redactor.object('pods', {
    metadata: { name: 'orders-1', namespace: 'shop' },
    spec: {
      containers: [{ name: 'app', env: Object.entries(env).map(([name, value]) => ({ name, value })) }],
    },
  })
  redactor.object('services', { metadata: { name: 'inventory', namespace: 'backend' } })
  const dump = JSON.stringify({
    name: 'outbound|8080||inventory.backend.svc',
    connect_timeout: '10s',
    host: 'gone.example.test',
    values: Object.values(env),
  })
  redactor.answer({ port: 'envoy-admin', target: '/config_dump', body: Buffer.from(dump), entry: 'e' })
  expect(redactor.scrub(Buffer.from(dump), 'e').toString('utf8')).toBe(dump)
})

test('secrets inside removed commands, documents and encodings are looked for by themselves', () => {
  const redactor = new Redactor()
  const inside = {
    command: 'Xk29dmQ0aWx',
    json: 'pa55-Zw8rT1qLm',
    base64: 'z9Tq77-wE3-hello',
    url: 'T0K3Nabc91xyz',
  }
  redactor.object('pods', {
    metadata: {
      name: 'orders-1',
      annotations: { 'example.test/config': JSON.stringify({ db: { pass: inside.json } }) },
    },
    spec: {
      containers: [
        {
          name: 'app',
          args: ['-c', `exec app --key=${inside.command} --verbose`],
          env: [
            { name: 'B64', value: Buffer.from(inside.base64).toString('base64') },
            { name: 'HOOK', value: `https://hooks.example.test/services/${inside.url}?a=b` },
          ],
        },
      ],
    },
  })
  for (const value of Object.values(inside)) {
    const clean = redactor.scrub(Buffer.from(`metric{label="${value}"} 1`), 'e')
    expect(clean.toString('utf8')).toBe('metric{label="[redacted]"} 1')
  }
})

test('compressed profiles are looked into', () => {
  const redactor = new Redactor()
  redactor.object('pods', { spec: { containers: [{ name: 'app', env: [{ name: 'A', value: secret }] }] } })
  const clean = redactor.scrub(gzipSync(`comment ${secret}`), 'e')
  expect(gunzipSync(clean).toString('utf8')).toBe('comment [redacted]')
  const other = gzipSync('nothing')
  expect(redactor.scrub(other, 'e')).toBe(other)
})
