import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskedCommand } from './masked-command.ts'
import { maskedEnvironment } from './masked-environment.ts'

const masked = (...words: readonly string[]) => maskedCommand(`${words.join('\0')}\0`)

const secret = 'hunter2'
test.each([
  [
    ['app', `--token=${secret}`],
    ['app', '--token=[redacted]'],
  ],
  [
    ['app', '--db-password', secret, '-v'],
    ['app', '--db-password', '[redacted]', '-v'],
  ],
  [
    ['java', `-Dspring.datasource.password=${secret}`],
    ['java', '-Dspring.datasource.password=[redacted]'],
  ],
  [
    ['env', `DB_PASSWORD=${secret}`, 'app'],
    ['env', 'DB_PASSWORD=[redacted]', 'app'],
  ],
  [
    ['app', `postgres://bob:${secret}@db:5432/x`],
    ['app', 'postgres://bob:[redacted]@db:5432/x'],
  ],
  [
    ['curl', `https://${secret}@host/`],
    ['curl', 'https://[redacted]@host/'],
  ],
  [
    ['app', `https://host/?api_key=${secret}&x=1`],
    ['app', 'https://host/?api_key=[redacted]&x=1'],
  ],
  [
    ['sh', '-c', `mysql --password ${secret} -h db`],
    ['sh', '-c', 'mysql --password [redacted] -h db'],
  ],
  [
    ['curl', '-H', `Authorization: Bearer abc.${secret}`],
    ['curl', '-H', 'Authorization: [redacted] [redacted]'],
  ],
  [
    ['app', `{"clientSecret":"${secret}"}`],
    ['app', '{"clientSecret":[redacted]}'],
  ],
])('the secret of %j is masked', (words, expected) => {
  const seen = masked(...words)
  expect(seen.join(' ')).not.toContain(secret)
  expect(seen).toEqual(expected)
})

test('the command lines of a mesh stay as they are', () => {
  const lines = [
    '/usr/local/bin/pilot-agent proxy sidecar --domain shop.svc.cluster.local --proxyLogLevel=warning --proxyComponentLogLevel=misc:error --log_output_level=default:info',
    '/usr/local/bin/envoy -c etc/istio/proxy/envoy-rev.json --drain-time-s 45 --local-address-ip-version v4 --file-flush-interval-msec 1000 --allow-unknown-static-fields -l warning --component-log-level misc:error --concurrency 2',
    '/usr/local/bin/pilot-discovery discovery --monitoringAddr=:15014 --keepaliveMaxServerConnectionAge 30m',
    'envoy --service-node sidecar~10.244.0.15~cart-7d8d5b4df6-8rvlt.shop~shop.svc.cluster.local --tokenManagerPlugin GoogleTokenExchange',
    'kube-apiserver --token-auth-file=/etc/kubernetes/tokens.csv --service-account-key-file /etc/k/sa.pub --use-service-account-credentials=true',
    'java -Xmx512m -cp /opt/app/lib/spring-boot-3.2.1.jar:/opt/app/lib/jackson-databind-2.17.0.jar org.example.ShopApplication',
    'nginx: master process nginx -g daemon off;',
    'redis-server 0.0.0.0:6379',
  ]
  for (const line of lines) expect(masked(...line.split(' ')).join(' ')).toBe(line)
})

test('a long random value is masked wherever it stands', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.split('')
  const random = fc
    .array(fc.constantFrom(...letters), { minLength: 32, maxLength: 64 })
    .map((signs) => signs.join(''))
    .filter((text) => new Set(text).size > 14 && (text.match(/\d/g)?.length ?? 0) > 3)
  const before = fc.constantFrom('', '--x=', '-H x: ', 'a;', '"')
  fc.assert(
    fc.property(random, before, (value, start) => {
      expect(masked('app', `${start}${value}`).join(' ')).not.toContain(value)
    }),
    { numRuns: 300 },
  )
})

test('a hostile command line is masked within a moment and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => maskedCommand(text).length >= 0),
  )
  const began = performance.now()
  for (const part of [
    'a',
    'a=',
    '://a:',
    '"a": "',
    '-----BEGIN PRIVATE KEY-----',
    'eyJ',
    'password ',
    'A/',
  ]) {
    expect(maskedCommand(part.repeat(40_000)).join('').length).toBeLessThan(3_000)
  }
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('of an environment only known names remain, secrets among them masked', () => {
  expect(
    maskedEnvironment([
      'ISTIO_META_POD_PORTS=[\u0001 {"containerPort":8080}\u0001]',
      'DATABASE_URL=postgres://u:p@h/',
      'ISTIO_META_MY_TOKEN=abc',
      'CA_ADDR=istiod.istio-system.svc:15012',
      'not a variable',
    ]),
  ).toEqual([
    { name: 'ISTIO_META_POD_PORTS', value: '[\n {"containerPort":8080}\n]' },
    { name: 'ISTIO_META_MY_TOKEN', value: '[redacted]' },
    { name: 'CA_ADDR', value: 'istiod.istio-system.svc:15012' },
  ])
})
