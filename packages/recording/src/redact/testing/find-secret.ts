import { gunzipSync } from 'node:zlib'

/** How a value was written where it was found. */
export type Spelling = 'plain' | 'base64' | 'hex' | 'percent' | 'escaped'

/**
 * Looks for a value in bytes the way a thief would: as it is, and in whatever
 * the bytes say when what looks like base64, hexadecimal, percent-encoding or
 * escapes is undone, up to three layers deep, and inside gzip. It decodes what
 * it finds and knows nothing of how the redactor spells values, so that the two
 * cannot share a mistake.
 */
export function findSecret(bytes: Buffer, secret: string): Spelling | undefined {
  const plain = Buffer.from(secret, 'utf8')
  const open = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
  return find(open, plain, 3)
}

function find(bytes: Buffer, plain: Buffer, depth: number): Spelling | undefined {
  if (bytes.includes(plain)) return 'plain'
  if (depth === 0) return undefined
  const text = bytes.toString('latin1')
  if (runsDecoded(text, plain)) return 'base64'
  for (const [run] of text.matchAll(/[0-9a-fA-F]{8,}/g)) {
    if (Buffer.from(run, 'hex').includes(plain) || Buffer.from(run.slice(1), 'hex').includes(plain))
      return 'hex'
  }
  const undone = text.replaceAll(/%([0-9a-fA-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  if (undone !== text) {
    if (Buffer.from(undone, 'latin1').includes(plain)) return 'percent'
    if (Buffer.from(undone.replaceAll('+', ' '), 'latin1').includes(plain)) return 'percent'
  }
  const unescaped = withoutEscapes(text)
  return unescaped !== text && find(Buffer.from(unescaped, 'latin1'), plain, depth - 1) !== undefined
    ? 'escaped'
    : undefined
}

/** Each run of the alphabet, decoded from each of its first four letters on. */
function runsDecoded(text: string, plain: Buffer): boolean {
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{7,}/g)) {
    for (let skip = 0; skip < 4; skip += 1) {
      if (Buffer.from(run.slice(skip), 'base64').includes(plain)) return true
    }
  }
  return false
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

function utf8(code: number): string {
  return Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1')
}

/** One layer of JSON's and HTML's escapes less; the text is bytes in Latin-1. */
function withoutEscapes(text: string): string {
  return text
    .replaceAll(
      /\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/g,
      (_, high: string, low: string) =>
        Buffer.from(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16))).toString(
          'latin1',
        ),
    )
    .replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => utf8(Number.parseInt(code, 16)))
    .replaceAll(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter)
    .replaceAll(
      /&(?:#(\d{1,6})|#x([0-9a-fA-F]{1,5})|(amp|lt|gt|quot|apos));/g,
      (all, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return named[name] ?? all
        const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
        return code <= 0x10ffff ? utf8(code) : all
      },
    )
}
