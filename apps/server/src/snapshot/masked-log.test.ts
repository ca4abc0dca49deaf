import { expect, test } from 'vitest'
import { MaskedLog } from './masked-log.ts'

function kept(...lines: readonly string[]): readonly string[] {
  const log = new MaskedLog()
  return lines.map((line) => log.line(line))
}

test('a private key is gone from its first line to its last, however short that is', () => {
  expect(
    kept(
      'loading -----BEGIN RSA PRIVATE KEY-----',
      'MIIEpAIBAAKCAQEAx4UbaDzY5xjW6hc9jwN0mX33XpTDVW',
      'q8dYt3Q==',
      '-----END RSA PRIVATE KEY-----',
      'ready',
    ),
  ).toEqual(['loading [redacted]', '[redacted]', '[redacted]', '[redacted]', 'ready'])
})

test('a private key in one line is gone, and what comes after it stays', () => {
  const line = '{"key":"-----BEGIN PRIVATE KEY-----\\nq8dYt3Q==\\n-----END PRIVATE KEY-----\\n"}'
  expect(kept(line, 'ready')).toEqual(['{"key":"[redacted]', 'ready'])
})

test('a key whose end never comes does not take the rest of the log with it', () => {
  const lines = kept('-----BEGIN PRIVATE KEY-----', ...Array.from({ length: 300 }, (_, at) => `line ${at}`))
  expect(lines.filter((line) => line !== '[redacted]')).toHaveLength(100)
  expect(lines.at(-1)).toBe('line 299')
})

test('a certificate stays: whoever connects is shown it', () => {
  expect(kept('-----BEGIN CERTIFICATE-----', 'short', '-----END CERTIFICATE-----')).toEqual([
    '-----BEGIN CERTIFICATE-----',
    'short',
    '-----END CERTIFICATE-----',
  ])
})

test('a secret that a long line is cut in is gone with both of its halves', () => {
  const [line = ''] = kept(`${'word '.repeat(795)}password="my own two words" and more`)
  expect(line).not.toContain('my own')
  expect(line.endsWith('…')).toBe(true)
})
