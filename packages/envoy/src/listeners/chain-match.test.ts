import { expect, test } from 'vitest'
import { chainMatchText, chainSourceText } from './chain-match.ts'
import { waysToChain } from './matcher-tree.ts'

test('a match is told as istioctl tells it', () => {
  expect(chainMatchText(undefined)).toBe('ALL')
  expect(
    chainMatchText({ transport_protocol: 'raw_buffer', application_protocols: ['http/1.1', 'h2c'] }),
  ).toBe('Trans: raw_buffer; App: http/1.1,h2c')
  expect(
    chainMatchText({
      server_names: ['a.test', 'b.test'],
      application_protocols: ['istio-peer-exchange', 'istio'],
      prefix_ranges: [
        { address_prefix: '10.0.0.1', prefix_len: 32 },
        { address_prefix: '10.1.0.0', prefix_len: 16 },
      ],
      destination_port: 443,
    }),
  ).toBe('SNI: a.test,b.test; App: TCP TLS; Addr: 10.0.0.1/32,10.1.0.0/16:443')
  expect(chainMatchText({ destinationPort: 0 })).toBe('Addr: *:0')
})

test('a source is told beside the match, where there is one', () => {
  expect(chainSourceText({ source_type: 'ANY' })).toBeUndefined()
  expect(
    chainSourceText({
      source_type: 'EXTERNAL',
      source_prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }],
      source_ports: [1, 2],
    }),
  ).toBe('EXTERNAL 10.0.0.0/8 :1,2')
})

const port = (chain: string) => ({
  matcher: {
    matcher_tree: {
      input: { name: 'port' },
      exact_match_map: { map: { 80: { action: { name: chain } }, 81: { action: { name: 'other' } } } },
    },
  },
})

test('a matcher tree is told by the ways that lead to the chain', () => {
  const tree = {
    matcher_tree: {
      input: { name: 'ip' },
      custom_match: {
        typed_config: {
          '@type': 'type.googleapis.com/xds.type.matcher.v3.IPMatcher',
          range_matchers: [
            {
              ranges: [
                { address_prefix: '10.0.0.1', prefix_len: 32 },
                { address_prefix: '10.1.0.0', prefix_len: 16 },
              ],
              on_match: port('http'),
            },
          ],
        },
      },
    },
    on_no_match: { action: { name: 'rest' } },
  }
  expect(waysToChain(tree, 'http')).toEqual(['ip=10.0.0.1 -> port=80', 'ip=10.1.0.0/16 -> port=80'])
  expect(waysToChain(tree, 'rest')).toEqual(['UNMATCHED'])
  expect(waysToChain(tree, 'nowhere')).toEqual([])
})
