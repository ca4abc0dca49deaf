import type { RuleTarget } from './iptables-rule.ts'
import { readMark, readNumber, readRange } from './rule-numbers.ts'

/** Targets after which the packet goes on, and that change nothing that a rule here asks for. */
const goingOn = new Set([
  'LOG',
  'NFLOG',
  'ULOG',
  'AUDIT',
  'TRACE',
  'TCPMSS',
  'TCPOPTSTRIP',
  'TOS',
  'DSCP',
  'TTL',
  'HL',
  'CHECKSUM',
  'CLASSIFY',
  'SECMARK',
  'CONNSECMARK',
  'IDLETIMER',
  'RATEEST',
  'LED',
])

const plain = { ACCEPT: 'accept', RETURN: 'return', DROP: 'drop', REJECT: 'reject' } as const
const all = 0xffff_ffff

/** Reads what stands after `-j` or `-g`; a name that is no target is a chain's. */
export function parseTarget(name: string, words: readonly string[], isGoto: boolean): RuleTarget {
  const text = [name, ...words].join(' ')
  if (isGoto) return { kind: 'goto', chain: name }
  if (goingOn.has(name)) return { kind: 'goes-on', text }
  const options = optionsOf(words)
  switch (name) {
    case 'ACCEPT':
    case 'RETURN':
    case 'DROP':
    case 'REJECT':
      return { kind: plain[name] }
    case 'REDIRECT':
      return redirectTarget(options, text)
    case 'DNAT':
      return dnatTarget(options, text)
    case 'TPROXY':
      return tproxyTarget(options, text)
    case 'MARK':
      return markTarget('set-mark', options) ?? { kind: 'unsupported', text }
    case 'CONNMARK':
      return connmarkTarget(options) ?? { kind: 'unsupported', text }
    case 'NOTRACK':
      return { kind: 'no-track' }
    case 'CT':
      return options.has('--notrack') ? { kind: 'no-track' } : { kind: 'goes-on', text }
    default:
      // iptables allows any name for a chain; those of its own extensions are in capitals without a low line.
      return /^[A-Z0-9]+$/.test(name) || words.length > 0 || name === ''
        ? { kind: 'unsupported', text }
        : { kind: 'jump', chain: name }
  }
}

function optionsOf(words: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>()
  for (const [at, word] of words.entries()) {
    if (!word.startsWith('--')) continue
    const value = words[at + 1]
    options.set(word, value === undefined || value.startsWith('--') ? '' : value)
  }
  return options
}

function redirectTarget(options: ReadonlyMap<string, string>, text: string): RuleTarget {
  const written = options.get('--to-ports') ?? options.get('--to-port')
  if (written === undefined) return { kind: 'redirect', ports: undefined }
  const ports = readRange(written, '-', 65_535)
  return ports === undefined ? { kind: 'unsupported', text } : { kind: 'redirect', ports }
}

function dnatTarget(options: ReadonlyMap<string, string>, text: string): RuleTarget {
  const written = options.get('--to-destination')
  const match = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::([\d-]+))?$/.exec(written ?? '')
  const bare = written !== undefined && /^[0-9a-f]*:[0-9a-f:]+$/i.test(written) ? written : undefined
  const address = bare ?? match?.[1] ?? match?.[2] ?? ''
  const ports = match?.[3] === undefined ? undefined : readRange(match[3], '-', 65_535)
  const isRead = written !== undefined && (bare !== undefined || match !== null) && !address.includes('-')
  if (!isRead || (match?.[3] !== undefined && ports === undefined)) return { kind: 'unsupported', text }
  return { kind: 'dnat', address: address === '' ? undefined : address, ports }
}

function tproxyTarget(options: ReadonlyMap<string, string>, text: string): RuleTarget {
  const port = readNumber(options.get('--on-port') ?? '')
  const mark = readMark(options.get('--tproxy-mark') ?? '0/0')
  if (port === undefined || mark === undefined) return { kind: 'unsupported', text }
  const address = options.get('--on-ip')
  const any = address === undefined || address === '0.0.0.0' || address === '::'
  return { kind: 'tproxy', port, address: any ? undefined : address, ...mark }
}

/** @see iptables-extensions(8), MARK: `--set-mark` also clears the bits of its value, `--set-xmark` does not. */
function markTarget(
  kind: 'set-mark' | 'set-connmark',
  options: ReadonlyMap<string, string>,
): RuleTarget | undefined {
  const set = readMark(options.get('--set-mark') ?? '')
  if (set !== undefined) return { kind, value: set.value, mask: (set.mask | set.value) >>> 0 }
  const xor = readMark(options.get('--set-xmark') ?? '')
  if (xor !== undefined) return { kind, ...xor }
  const or = readNumber(options.get('--or-mark') ?? '')
  if (or !== undefined) return { kind, value: or, mask: or }
  const and = readNumber(options.get('--and-mark') ?? '')
  if (and !== undefined) return { kind, value: 0, mask: ~and >>> 0 }
  return undefined
}

function connmarkTarget(options: ReadonlyMap<string, string>): RuleTarget | undefined {
  const isSave = options.has('--save-mark')
  if (!isSave && !options.has('--restore-mark')) return markTarget('set-connmark', options)
  const mask = options.get('--mask')
  const packetMask = readNumber(mask ?? options.get('--nfmask') ?? String(all))
  const connectionMask = readNumber(mask ?? options.get('--ctmask') ?? String(all))
  if (packetMask === undefined || connectionMask === undefined) return undefined
  return { kind: isSave ? 'save-mark' : 'restore-mark', packetMask, connectionMask }
}
