import type { IptablesRule, MatchTest, RuleCounters, RuleMatch } from './iptables-rule.ts'
import { parseTarget } from './parse-target.ts'
import { readMark, readPorts, readRange } from './rule-numbers.ts'

type Reader = (value: string) => MatchTest | undefined

const range =
  (kind: 'source' | 'destination'): Reader =>
  (value) => ({ kind, range: value })
const interfaceName =
  (kind: 'in-interface' | 'out-interface'): Reader =>
  (name) => ({ kind, name })
const ports =
  (kind: 'source-port' | 'destination-port'): Reader =>
  (value) => {
    const read = readPorts(value)
    return read && { kind, ports: read }
  }
const owner =
  (kind: 'owner-uid' | 'owner-gid'): Reader =>
  (value) => {
    const ids = readRange(value, '-', 0xffff_ffff)
    return ids && { kind, ids }
  }
const states: Reader = (value) => ({ kind: 'connection-state', states: value.split(',') })

/** Conditions with one value each, in all their spellings. */
const readers: Readonly<Record<string, Reader>> = {
  '-p': (protocol) => ({ kind: 'protocol', protocol: protocol.toLowerCase() }),
  '-s': range('source'),
  '-d': range('destination'),
  '-i': interfaceName('in-interface'),
  '-o': interfaceName('out-interface'),
  '--sport': ports('source-port'),
  '--sports': ports('source-port'),
  '--dport': ports('destination-port'),
  '--dports': ports('destination-port'),
  '--uid-owner': owner('owner-uid'),
  '--gid-owner': owner('owner-gid'),
  '--ctstate': states,
  '--state': states,
  '--comment': (text) => ({ kind: 'comment', text }),
}
const longForms: Readonly<Record<string, string>> = {
  '--protocol': '-p',
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--source-port': '--sport',
  '--source-ports': '--sports',
  '--destination-port': '--dport',
  '--destination-ports': '--dports',
}

/**
 * Reads the words of a rule after `-A CHAIN`. What is not understood is kept as
 * an unsupported condition or target with its own words, never left out.
 */
export function parseRule(
  chain: string,
  words: readonly string[],
  text: string,
  counters: RuleCounters | undefined,
): IptablesRule {
  const matches: RuleMatch[] = []
  let module: string | undefined
  let at = 0
  while (at < words.length) {
    const not = words[at] === '!'
    if (not) at += 1
    const written = words[at] ?? ''
    const word = longForms[written] ?? written
    if (word === '-j' || word === '--jump' || word === '-g' || word === '--goto') {
      const target = parseTarget(words[at + 1] ?? '', words.slice(at + 2), word === '-g' || word === '--goto')
      return { chain, matches, target, text, counters }
    }
    if (word === '-m' || word === '--match') {
      module = words[at + 1]
      at += 2
      continue
    }
    // Everything up to the next option belongs to this one.
    let end = at + 1
    while (end < words.length && !/^(!|--?[a-z].*)$/i.test(words[end] ?? '')) end += 1
    // A value may itself begin with a dash, as a comment does.
    if (end === at + 1 && readers[word] !== undefined && end < words.length) end += 1
    const values = words.slice(at + 1, end)
    matches.push({ not, test: testOf(word, values, module) ?? unsupported(module, words.slice(at, end)) })
    at = end
  }
  return { chain, matches, target: { kind: 'goes-on', text: 'no target' }, text, counters }
}

function testOf(word: string, values: readonly string[], module: string | undefined): MatchTest | undefined {
  const [value, ...more] = values
  if (value === undefined || more.length > 0) return undefined
  if (word === '--mark' && (module === 'mark' || module === 'connmark')) {
    const mark = readMark(value)
    return mark && { kind: module, ...mark }
  }
  return readers[word]?.(value)
}

function unsupported(module: string | undefined, words: readonly string[]): MatchTest {
  const asked = words.join(' ')
  return { kind: 'unsupported', text: module === undefined ? asked : `-m ${module} ${asked}` }
}
