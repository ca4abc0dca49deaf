import { expect, test } from 'vitest'
import { keptProxyConfig } from './mesh-settings.ts'

const kept = (text: string) => keptProxyConfig(text, () => undefined)

test('settings in plain YAML stay as they are written', () => {
  const text =
    'proxyAdminPort: 19000\nproxyMetadata:\n  ISTIO_META_DNS_CAPTURE: "true"\nproxyStatsMatcher:\n  inclusionPrefixes:\n  - cluster.outbound\n  - "listener"\nholdApplicationUntilProxyStarts: true\n'
  expect(kept(text)).toBe(text)
})

test.each([
  [
    'a value',
    'proxyMetadata:\n  KEY: s3cr3t\nstatusPort: 1',
    'proxyMetadata:\n  KEY: "[redacted]"\nstatusPort: 1',
  ],
  ['a comment', 'statusPort: 1\n# the key is s3cr3t', 'statusPort: 1'],
  ['a comment after a value', 'configPath: ./etc # s3cr3t', 'configPath: "[redacted]"'],
  [
    'a block of text',
    'proxyMetadata:\n  KEY: |\n    s3cr3t\n    more\nstatusPort: 1',
    'proxyMetadata:\n  KEY: "[redacted]"\nstatusPort: 1',
  ],
  ['a text over several lines', 'configPath: "s3cr3t\n  more"', 'configPath: "[redacted]"'],
  [
    'a mapping on one line',
    'proxyMetadata: {KEY: s3cr3t}\nstatusPort: 1',
    'proxyMetadata: "[redacted]"\nstatusPort: 1',
  ],
  [
    'a list on one line',
    'proxyStatsMatcher:\n  inclusionPrefixes: [s3cr3t]',
    'proxyStatsMatcher:\n  inclusionPrefixes: "[redacted]"',
  ],
  ['a field that is new', 'newField: s3cr3t', 'newField: "[redacted]"'],
  ['something that is no setting', 's3cr3t', ''],
  ['an anchor', 'configPath: &a s3cr3t', 'configPath: "[redacted]"'],
])('%s that nobody knows goes', (_name, text, expected) => {
  expect(kept(text)).toBe(expected)
  expect(kept(expected)).toBe(expected)
})

test('the same holds for JSON', () => {
  expect(kept('{"statusPort":1,"proxyMetadata":{"KEY":"s3cr3t","ISTIO_META_DNS_CAPTURE":"true"}}')).toBe(
    '{"statusPort":1,"proxyMetadata":{"KEY":"[redacted]","ISTIO_META_DNS_CAPTURE":"true"}}',
  )
  expect(kept('{"KEY": s3cr3t')).toBe('{}')
})
