import type { Span } from './needle-search.ts'

/** Something that is a secret by its shape, whoever wrote it where. */
export type TokenSpan = Span & { readonly rule: string }

/** The first three letters of everything that the patterns match: where a closer look is worth it. */
export const tokenBegins: readonly string[] =
  '--- :// AIz AKI ASI BAS BEA Bas Bea LS0 SG. ZXl bas bea dop eyJ gho ghp ghr ghs ghu git glp hvs npm rk_ sk_ xox ya2'.split(
    ' ',
  )

type Pattern = { readonly rule: string; readonly shape: RegExp; readonly holds?: (secret: string) => boolean }

/** Each is tried at such a place. What the group `secret` matches is removed, or all of it. */
const patterns: readonly Pattern[] = [
  { rule: 'jwt', shape: /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}/dy },
  {
    rule: 'private-key',
    shape:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\w+/=\s\\,:.()-]{0,30000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\w+/=\s\\]*)/dy,
  },
  {
    rule: 'private-key',
    shape: /LS0tLS1CRUdJTi[\w+/=-]{20,}/dy,
    holds: (text) => Buffer.from(text, 'base64').toString('latin1').includes('PRIVATE KEY'),
  },
  {
    rule: 'jwt',
    shape: /ZXlK[\w+/-]{24,}={0,2}/dy,
    holds: (text) => /^eyJ[\w-]{8,}\.[\w-]{8,}/.test(Buffer.from(text, 'base64').toString('latin1')),
  },
  { rule: 'cloud-key', shape: /A[KS]IA[0-9A-Z]{16}(?![0-9A-Za-z])/dy },
  { rule: 'cloud-key', shape: /AIza[\w-]{35}/dy },
  { rule: 'cloud-key', shape: /ya29\.[\w-]{20,}/dy },
  { rule: 'cloud-key', shape: /dop_v1_[0-9a-f]{64}/dy },
  { rule: 'service-token', shape: /gh[opsur]_[A-Za-z0-9]{36,}/dy },
  { rule: 'service-token', shape: /github_pat_\w{40,}/dy },
  { rule: 'service-token', shape: /glpat-[\w-]{20,}/dy },
  { rule: 'service-token', shape: /xox[abeoprs]-[A-Za-z0-9-]{10,}/dy },
  { rule: 'service-token', shape: /[rs]k_live_[A-Za-z0-9]{16,}/dy },
  { rule: 'service-token', shape: /npm_[A-Za-z0-9]{36}/dy },
  { rule: 'service-token', shape: /hvs\.[\w-]{24,}/dy },
  { rule: 'service-token', shape: /SG\.[\w-]{16,32}\.[\w-]{32,64}/dy },
  {
    rule: 'authorization',
    shape: /bearer +(?<secret>[\w.~+/-]{16,}=*)/diy,
    holds: (text) => /\d/.test(text),
  },
  {
    rule: 'authorization',
    shape: /basic +(?<secret>[A-Za-z0-9+/]{8,}={0,2})/diy,
    holds: (text) => /^[\x20-\x7e]+:[\x20-\x7e]*$/.test(Buffer.from(text, 'base64').toString('latin1')),
  },
  {
    rule: 'url-password',
    shape: /:\/\/[^\s/:@"'\\<>[\]]{0,256}:(?<secret>[^\s/@"'\\<>[\]]{1,256})@/dy,
    // `%DOWNSTREAM_REMOTE_ADDRESS%` and `$(PASSWORD)` are places for a value.
    holds: (text) => !/^(?:%\w+%|\$[({]\w+[)}])$/.test(text),
  },
]

/** Most tokens are short; the rest is looked at only where one might go on. */
const near = 1024
const far = 64 * 1024

/** What may go on after so many characters. */
const longer = /^(?:-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|(?:LS0tLS1CRUdJTi|ZXlK|eyJ)[\w+/=.-]+$)/

/** Looks at the places of some bytes, one after the other, whether a token begins there. */
export class TokenFinder {
  readonly found: TokenSpan[] = []
  readonly #bytes: Buffer
  #endlessUntil = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Places come in order; one inside the last token is passed over. */
  lookAt(at: number): void {
    if (at < (this.found.at(-1)?.to ?? 0)) return
    const token = this.#tokenAt(at)
    if (token !== undefined) this.found.push({ rule: token.rule, from: at + token.from, to: at + token.to })
  }

  #tokenAt(at: number): TokenSpan | undefined {
    // What has no end from its beginning on has none from its middle on either.
    if (at < this.#endlessUntil) return undefined
    const text = this.#textAt(at, near)
    const token = tokenIn(text)
    const goesOn = text.length === near && (token === undefined || token.to === near) && longer.test(text)
    if (!goesOn) return token
    const whole = tokenIn(this.#textAt(at, far))
    if (whole === undefined) this.#endlessUntil = at + near
    return whole
  }

  /** One byte is one character of Latin-1, so that places in the text are places in the bytes. */
  #textAt(at: number, length: number): string {
    return this.#bytes.toString('latin1', at, Math.min(this.#bytes.length, at + length))
  }
}

function tokenIn(text: string): TokenSpan | undefined {
  for (const { rule, shape, holds } of patterns) {
    shape.lastIndex = 0
    const match = shape.exec(text)
    if (match === null) continue
    const [from, to] = match.indices?.groups?.['secret'] ?? match.indices?.[0] ?? [0, 0]
    if (holds === undefined || holds(text.slice(from, to))) return { rule, from, to }
  }
  return undefined
}
