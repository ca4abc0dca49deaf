import { isPublicValue, looksSecret, shortest } from './public-values.ts'
import { redacted } from './zone.ts'

/** Longer values are looked for by the pieces of them that look like secrets. */
const longest = 4096
/** One recording learns no more than this; the rest is removed where it stands, as everything is. */
const mostValues = 50_000

/** What has to be known again to go on with a recording. It holds secrets: keep it private, and no longer than needed. */
export type LearnedNotes = {
  readonly values: readonly string[]
  readonly names: readonly string[]
  readonly fields: readonly string[]
}

/**
 * What was removed and has to be looked for elsewhere, and the words of this
 * cluster's names, which are in plain sight anyway. Which values count is
 * decided when they are asked for, because a name may be heard after the value
 * that repeats it.
 */
export class LearnedValues {
  readonly #values = new Map<string, 'whole' | 'piece'>()
  readonly #names = new Set<string>()
  readonly #fields = new Set<string>()
  #changes = 0

  /** Grows with everything that could change {@link all}. */
  get changes(): number {
    return this.#changes
  }

  /** Learns a removed text, what is inside it if it is a document or an encoding, and its pieces. */
  learn(text: string): void {
    this.#learn(text, 2)
  }

  /** Texts that stay: names, labels, images, keys of documents. */
  hear(name: string): void {
    for (const word of name.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
      if (word === '' || this.#names.has(word)) continue
      this.#names.add(word)
      this.#changes += 1
    }
  }

  /** The name of a field in a document: a value that is spelled the same is no secret, and documents must keep it. */
  hearField(name: string): void {
    if (this.#fields.has(name) || !/^@?[A-Za-z_]{1,64}$/.test(name)) return
    this.#fields.add(name)
    this.#changes += 1
  }

  /** The values to look for. */
  all(): readonly string[] {
    const isKnown = (word: string) => this.#names.has(word)
    return [...this.#values.keys()].filter(
      (value) => !this.#fields.has(value) && !isPublicValue(value, isKnown),
    )
  }

  /** Everything, each list in the order in which it grew, for a recording that goes on later. */
  notes(): LearnedNotes {
    return { values: [...this.#values.keys()], names: [...this.#names], fields: [...this.#fields] }
  }

  /** Takes back what {@link notes} told before. */
  recall({ values, names, fields }: LearnedNotes): void {
    for (const value of values) this.#add(value, 'piece')
    for (const name of names) this.hear(name)
    for (const field of fields) this.hearField(field)
  }

  #learn(text: string, depth: number): void {
    const whole = text.trim()
    if (isCertificate(whole)) return
    if (whole.length < shortest || redacted.includes(whole) || this.#values.get(whole) === 'whole') return
    if (whole.length <= longest) this.#add(whole, 'whole')
    if (depth === 0) return
    for (const inner of decodings(whole)) this.#learn(inner, depth - 1)
    for (const piece of pieces(whole)) {
      if (piece === whole || !looksSecret(piece)) continue
      this.#add(piece, 'piece')
      for (const inner of decodings(piece)) this.#learn(inner, depth - 1)
    }
  }

  #add(value: string, as: 'whole' | 'piece'): void {
    if (this.#values.size >= mostValues || redacted.includes(value)) return
    const known = this.#values.get(value)
    if (known === 'whole' || known === as) return
    this.#values.set(value, as)
    this.#changes += 1
  }
}

/** Certificates are shown to whoever connects, and are in the proxies' own answers. */
function isCertificate(text: string): boolean {
  const begins = text.startsWith('-----BEGIN ') || text.startsWith('LS0tLS1CRUdJTi')
  if (!begins) return false
  const pem = text.startsWith('-') ? text : Buffer.from(text, 'base64').toString('latin1')
  return pem.startsWith('-----BEGIN CERTIFICATE') && !pem.includes('PRIVATE KEY')
}

/** Words of a command, of a URL, of a document: whatever stands between its signs. */
function pieces(text: string): ReadonlySet<string> {
  if (text.length > 1_000_000) return new Set()
  const finer = text.split(/[\s"'`=,;:&?@/<>(){}[\]|\\]+/)
  const coarser = text.split(/[\s"'`,;<>(){}[\]|\\]+/)
  // `--password=abc/def+1==` is cut at its first sign of equality only.
  const afterEquals = coarser.flatMap((one) => (one.includes('=') ? [one.slice(one.indexOf('=') + 1)] : []))
  return new Set(
    [...finer, ...coarser, ...afterEquals].filter((one) => one.length >= 8 && one.length <= 1024),
  )
}

/** What a value says once its encoding is taken off, where it has one and the result is text. */
function decodings(text: string): readonly string[] {
  const found: string[] = []
  if (text.length >= 8 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) addText(found, Buffer.from(text, 'base64'))
  if (text.length >= 12 && /^(?:[0-9a-f]{2})+$/i.test(text)) addText(found, Buffer.from(text, 'hex'))
  if (text.includes('%')) {
    try {
      found.push(decodeURIComponent(text))
    } catch {
      // A sign of percent that encodes nothing.
    }
  }
  return found.filter((one) => one !== text)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function addText(found: string[], bytes: Buffer): void {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    // Bytes that are no text: the letters of base64 are all that there was.
    return
  }
  if (text.length >= shortest && /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\s]+$/u.test(text)) found.push(text)
}
