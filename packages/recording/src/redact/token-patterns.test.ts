import { expect, test } from 'vitest'
import { Redactor } from './redactor.ts'

function scrub(text: string): string {
  return new Redactor().scrub(Buffer.from(text), 'e').toString('utf8')
}

test.each([
  [
    'a token',
    'eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQifQ.c2lnbmF0dXJl-_x',
  ],
  [
    'a key in PEM',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEArp3KHA5x28BLHZwT\nqz26FTJ9tXkLQllpKiYcPYsl2fB7SKH=\n-----END RSA PRIVATE KEY-----',
  ],
  ['a key in PEM that was cut off', '-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEArp3KHA5x28BLHZwT'],
  [
    'a key in PEM in base64',
    Buffer.from('-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA\n-----END EC PRIVATE KEY-----\n').toString(
      'base64',
    ),
  ],
  ['a key of a cloud', 'AKIAIOSFODNN7EXAMPLE'],
  ['a token of a service', `ghp_${'a1'.repeat(18)}`],
])('%s is known by its shape', (_name, value) => {
  for (const text of [`see ${value}`, JSON.stringify({ see: value })]) {
    const clean = scrub(text)
    expect(clean).not.toContain(value.slice(30, 60) || value)
    expect(clean).toContain('[redacted]')
  }
})

test('credentials beside their scheme and in addresses go; certificates and words stay', () => {
  expect(scrub('authorization: Bearer abcdefgh12345678')).toBe('authorization: Bearer [redacted]')
  expect(scrub(`Basic ${Buffer.from('ann:sesame').toString('base64')}`)).toBe('Basic [redacted]')
  expect(scrub('postgres://ann:sesame@db.shop:5432/orders')).toBe(
    'postgres://ann:[redacted]@db.shop:5432/orders',
  )
  const harmless =
    'Basic authentication, bearer of news: spiffe://cluster.local/ns/shop/sa/cart http://a:8080/@x -----BEGIN CERTIFICATE-----\nMIIB'
  expect(scrub(harmless)).toBe(harmless)
})

test('bytes that look like the beginnings of tokens all the way take no time worth mentioning', () => {
  const started = performance.now()
  for (const piece of ['eyJ', '-----BEGIN ', 'ZXlK', '://a:', 'LS0tLS1CRUdJTi', 'bearer ']) {
    const text = piece.repeat(200_000 / piece.length)
    expect(scrub(text)).toBe(text)
  }
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('a token that is longer than most is removed to its end', () => {
  const long = `eyJ${'a1'.repeat(2000)}.${'b2'.repeat(9000)}.${'c3'.repeat(100)}`
  expect(scrub(`x ${long} y`)).toBe('x [redacted] y')
  const key = `-----BEGIN PRIVATE KEY-----\n${`${'Ab3/'.repeat(16)}\n`.repeat(200)}-----END PRIVATE KEY-----`
  expect(scrub(`x ${key} y`)).toBe('x [redacted] y')
})

test('a key that follows a certificate in one file is found', () => {
  const certificate = `-----BEGIN CERTIFICATE-----\n${`${'Ab3/'.repeat(16)}\n`.repeat(9)}-----END CERTIFICATE-----\n`
  const key = `-----BEGIN EC PRIVATE KEY-----\n${`${'Zz9+'.repeat(16)}\n`.repeat(3)}-----END EC PRIVATE KEY-----`
  for (const more of ['', certificate]) {
    expect(scrub(`${certificate}${more}${key}`)).toBe(`${certificate}${more}[redacted]`)
    expect(scrub(Buffer.from(certificate + more + key).toString('base64'))).toBe('[redacted]')
  }
})
