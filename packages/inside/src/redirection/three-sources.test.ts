import { describe, expect, test } from 'vitest'
import { areSameRules, canonicalRules } from './canonical-rules.ts'
import { derivedRedirection } from './derived-redirection.ts'
import { asRead, cart, clusterDns, frontend } from './fixtures/lab-pods.ts'
import { readInitLog } from './init-log.ts'
import { knownRedirection, redirectionOfInitArguments, redirectionOfInitLog } from './known-redirection.ts'
import { parseIptablesSave } from './parse-iptables-save.ts'
import { redirectionOfRules, type Redirection } from './redirection.ts'

const surroundings = { mesh: {}, nameservers: [clusterDns] }

/** What the rules mean, by family. */
function meaning(redirection: Redirection | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map(redirection?.rules.map((rules) => [rules.family, canonicalRules(rules)]))
}

describe.each([
  ['a pod with DNS capture', frontend, 29],
  ['a pod without DNS capture', cart, 18],
] as const)('%s', (_, recorded, count) => {
  const read = asRead(recorded)

  test('has all of its rules read, with counters', () => {
    const rules = read.rules[0]
    expect(rules && canonicalRules(rules)).toHaveLength(count)
    expect(rules).toMatchObject({ family: 'ipv4', backend: 'nf_tables', counted: true })
    expect(read).toMatchObject({ mode: 'REDIRECT', notes: [] })
  })

  test('has the rules that istio-init’s log tells', () => {
    expect(meaning(redirectionOfInitLog(recorded.pod, recorded.log))).toEqual(meaning(read))
  })

  test('has the rules that istio-init’s arguments ask for', () => {
    const said = redirectionOfInitArguments(recorded.pod, [clusterDns])
    expect(meaning(said)).toEqual(meaning(read))
    expect(said?.notes).toEqual([])
  })

  test('has the rules that follow from its annotations', () => {
    const derived = derivedRedirection(recorded.pod, surroundings)
    expect(meaning(derived)).toEqual(meaning(read))
    expect(derived).toMatchObject({ from: 'derived', maker: 'istio-init', notes: [] })
  })

  test('has the rules that iptables-restore was given, when the log ends before the final state', () => {
    const cut = recorded.log.slice(0, recorded.log.indexOf('Final iptables state'))
    const log = readInitLog(cut)
    expect(log.rulesFrom).toBe('input')
    expect(log.rules[0] && read.rules[0] && areSameRules(log.rules[0], read.rules[0])).toBe(true)
  })

  test('has the rules that follow from the configuration in the log, when it ends before any rule', () => {
    const cut = recorded.log.slice(0, recorded.log.indexOf('Running iptables restore'))
    const log = readInitLog(cut)
    expect(log.rulesFrom).toBe('config')
    expect(log.rules[0] && read.rules[0] && areSameRules(log.rules[0], read.rules[0])).toBe(true)
  })
})

test('a log written as JSON tells the same rules', () => {
  const json = frontend.log.split(/^(?=\d{4}-\d\d-\d\dT)/m).flatMap((entry) => {
    const [, time, level, msg] = /^(\S+)\t(\w+)\t([\s\S]*)\n$/.exec(entry) ?? []
    return msg === undefined ? [] : [JSON.stringify({ level, time, msg })]
  })
  const log = readInitLog(json.join('\n'))
  expect(log.rules.map(canonicalRules)).toEqual(readInitLog(frontend.log).rules.map(canonicalRules))
  expect(log.rules[0] && canonicalRules(log.rules[0])).toHaveLength(29)
})

test('without the log the arguments are taken, without istio-init what is derived', () => {
  const known = (initLog: string | undefined) =>
    knownRedirection(frontend.pod, { ...surroundings, initLog }).from
  expect(known(frontend.log)).toBe('init-log')
  expect(known('cut off')).toBe('init-arguments')
  expect(known(undefined)).toBe('init-arguments')
  const bare = { ...frontend.pod, spec: { containers: [{ name: 'app' }] } }
  const none = knownRedirection(bare, { ...surroundings, initLog: undefined })
  expect(none).toMatchObject({ from: 'derived', maker: 'nobody', mode: 'NONE' })
})

test('DNS servers that nobody read are a note, and not a guess', () => {
  const said = redirectionOfInitArguments(frontend.pod, undefined)
  expect(said?.notes).toEqual([{ note: 'nameservers-unknown', text: 'resolv.conf' }])
})

test('an address whose family was not read is a note', () => {
  const addresses = ['10.244.0.13', 'fd00::13']
  const read = redirectionOfRules([parseIptablesSave(frontend.save)], addresses)
  expect(read.notes).toEqual([{ note: 'family-unread', text: 'IPv6' }])
})
