import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { landing, type Connection } from '@portolan/contract/redirection'
import { canonicalRules } from './canonical-rules.ts'
import { asRead, cart, frontend } from './fixtures/lab-pods.ts'
import { defaultInitConfig, type InitConfig } from './init-config.ts'
import { readInitArguments } from './init-arguments.ts'
import { readInitLog } from './init-log.ts'
import { familyOf, isInRange, plainRange } from './ip-range.ts'
import { IptablesSaveError } from './iptables-error.ts'
import type { IptablesRules } from './iptables-rule.ts'
import { parseIptablesSave } from './parse-iptables-save.ts'
import { redirectionOfRules } from './redirection.ts'
import { ruleWords } from './rule-words.ts'
import { whereDoesItLand } from './where-does-it-land.ts'
import { initRulesText, rulesOfInitConfig } from './write-init-rules.ts'

const words = fc.constantFrom(
  ...'-A -I -N -j -g -p -s -d -i -o -m ! ISTIO_OUTPUT OUTPUT PREROUTING tcp udp 1 53 0x539/0xfff --dport --dports'.split(
    ' ',
  ),
  ...'--mark --set-mark REDIRECT DNAT TPROXY --to-ports --to-destination --on-port 10.0.0.0/8 ::1/128 owner'.split(
    ' ',
  ),
  ...'--uid-owner --comment "a "" \'b \\ RETURN multiport MARK CONNMARK CT --zone'.split(' '),
)
const lines = fc.oneof(
  fc.constantFrom('*nat', '* raw', '*mangle', 'COMMIT', ':OUTPUT ACCEPT [1:2]', ':ISTIO_OUTPUT - [0:0]', ''),
  fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(...frontend.save.split('\n')),
)
const texts = fc.array(lines, { maxLength: 25 }).map((all) => all.join('\n'))
const addresses = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('127.0.0.1', '10.244.0.13', '::1', 'x'))
const connections: fc.Arbitrary<Connection> = fc.record(
  {
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    protocol: fc.constantFrom('tcp' as const, 'udp' as const),
    destination: addresses,
    port: fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(53, 15_020, 15_008)),
    sourceUid: fc.constantFrom(0, 1337, 65_534),
    sourceGid: fc.constantFrom(0, 1337, 65_534),
    source: addresses,
    interface: fc.constantFrom('lo', 'other', 'net1'),
    mark: fc.constantFrom(0, 0x539, 0xffff_ffff),
  },
  { requiredKeys: ['direction', 'protocol', 'destination', 'port'] },
)

/** What the parser makes of a text; undefined when it refuses it. Any other error is the test's. */
function readOrRefused(text: string): IptablesRules | undefined {
  try {
    return parseIptablesSave(text)
  } catch (error) {
    if (error instanceof IptablesSaveError) return undefined
    throw error
  }
}

test('the parser reads or refuses, with its own error, and never fails otherwise', () => {
  fc.assert(
    fc.property(texts, connections, (text, connection) => {
      const rules = readOrRefused(text)
      const known = rules === undefined ? [] : [rules]
      expect(known.flatMap(canonicalRules).length).toBeGreaterThanOrEqual(0)
      const answer = whereDoesItLand(redirectionOfRules(known, ['10.244.0.13']), connection)
      expect(landing.safeParse(answer).success).toBe(true)
    }),
    { numRuns: 1_500 },
  )
})

test('a text that is cut anywhere is read or refused', () => {
  fc.assert(
    fc.property(fc.nat(frontend.save.length), (end) => {
      const rules = readOrRefused(frontend.save.slice(0, end))
      const count = rules === undefined ? 0 : canonicalRules(rules).length
      expect(count).toBeLessThanOrEqual(29)
    }),
  )
})

test('a log is never refused, wherever it is cut or spoiled', () => {
  fc.assert(
    fc.property(fc.nat(frontend.log.length), fc.nat(frontend.log.length), fc.string(), (start, end, put) => {
      const spoiled = `${frontend.log.slice(0, start)}${put}${frontend.log.slice(end)}`
      expect(readInitLog(spoiled).rules.length).toBeLessThanOrEqual(2)
    }),
  )
})

test('arguments of any kind are read', () => {
  const given = fc.array(
    fc.oneof(
      fc.constantFrom('-p', '-i', '*', '-b', '--redirect-dns', '-x=', '--proxy-uid=', '-d'),
      fc.string(),
    ),
  )
  fc.assert(
    fc.property(given, (args) => {
      const { config } = readInitArguments(args, { environment: {}, ipv6: true, nameservers: undefined })
      expect(typeof config.proxyPort).toBe('string')
    }),
  )
})

function quoted(word: string): string {
  return `"${word.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`
}

test('words in quotes come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (all) => {
      expect(ruleWords(all.map(quoted).join(' '))).toEqual(all)
    }),
  )
})

test('an address is in every range that is made of it, in any spelling', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(128), (address, length) => {
      const range = `${address}/${familyOf(address) === 'ipv4' ? Math.min(length, 32) : length}`
      expect(isInRange(address, range)).toBe(true)
      expect(isInRange(address, plainRange(range))).toBe(true)
      expect(plainRange(plainRange(range))).toBe(plainRange(range))
    }),
  )
})

const configs: fc.Arbitrary<InitConfig> = fc
  .record({
    interceptionMode: fc.constantFrom('REDIRECT', 'TPROXY'),
    inboundPortsInclude: fc.constantFrom('*', '', '80,443'),
    inboundPortsExclude: fc.constantFrom('', '15090,15021,15020'),
    outboundPortsInclude: fc.constantFrom('', '6379'),
    outboundPortsExclude: fc.constantFrom('', '9090,9091'),
    outboundRangesInclude: fc.constantFrom('*', '', '10.0.0.0/8,fd00::/8'),
    outboundRangesExclude: fc.constantFrom('', '10.5.0.0/16'),
    excludeInterfaces: fc.constantFrom('', 'net1'),
    virtualInterfaces: fc.constantFrom('', 'vnet0,vnet1'),
    redirectDns: fc.boolean(),
    captureAllDns: fc.boolean(),
    dropInvalid: fc.boolean(),
    nameservers: fc.constantFrom(undefined, [], ['10.96.0.10', 'fd00::a']),
    ipv6: fc.boolean(),
  })
  .map((given) => ({ ...defaultInitConfig, ...given, proxyGids: '1337' }))

test('whatever istio-init may be told, Envoy’s own traffic is never sent back to its outbound listener', () => {
  fc.assert(
    fc.property(configs, fc.ipV4(), fc.integer({ min: 1, max: 65_535 }), (config, destination, port) => {
      const redirection = redirectionOfRules(rulesOfInitConfig(config), ['10.244.0.13'])
      const own = { sourceUid: 1337, sourceGid: 1337 }
      const answer = whereDoesItLand(redirection, {
        direction: 'outbound',
        protocol: 'tcp',
        destination,
        port,
        ...own,
      })
      expect(answer.lands?.place).not.toBe('envoy-outbound')
      expect(answer.verdict).not.toBe('undecided')
    }),
  )
})

test('the rules of any configuration are read back whole, nothing unsupported but servers that nobody read', () => {
  fc.assert(
    fc.property(configs, (config) => {
      const { ipv4, ipv6 } = initRulesText(config)
      for (const [text, rules] of [
        [ipv4, parseIptablesSave(ipv4, 'ipv4')],
        [ipv6, parseIptablesSave(ipv6, 'ipv6')],
      ] as const) {
        const written = text.split('\n').filter((line) => /^-[AI] /.test(line)).length
        expect(canonicalRules(rules)).toHaveLength(written)
        expect(canonicalRules(rules).join('\n')).not.toMatch(/kind=unsupported/)
      }
    }),
  )
})

test('naming the sender never makes an answer less certain', () => {
  fc.assert(
    fc.property(fc.constantFrom(asRead(frontend), asRead(cart)), connections, (redirection, connection) => {
      const answer = whereDoesItLand(redirection, connection)
      const named = whereDoesItLand(redirection, { ...connection, sourceUid: 5, sourceGid: 5 })
      if (
        answer.verdict === 'undecided' ||
        connection.sourceUid !== undefined ||
        connection.sourceGid !== undefined
      )
        return
      expect(named.lands).toEqual(answer.lands)
    }),
  )
})
