const quote = 0x22
const backslash = 0x5c

/** The index of a string's closing quote, or -1. `from` is the index after the opening one. */
export function endOfString(bytes: Uint8Array, from: number): number {
  const end = bytes.length
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at]
    if (byte === quote) return at
    if (byte === backslash) at += 1
  }
  return -1
}

/** The text of a string between its quotes. */
export function textBetween(bytes: Buffer, from: number, to: number): string {
  const raw = bytes.toString('utf8', from, to)
  if (!raw.includes('\\')) return raw
  try {
    const parsed: unknown = JSON.parse(`"${raw}"`)
    return typeof parsed === 'string' ? parsed : raw
  } catch {
    // An escape that JSON does not know: what is written is the best there is.
    return raw
  }
}

/** Whether a byte may stand between two strings of a JSON document: brackets, numbers, `true`, `false`, `null`, white space. */
export function isBetweenStrings(byte: number): boolean {
  return outside[byte] === 1
}

const outside = new Uint8Array(256)
for (const letter of '{}[]:,0123456789+-.eEtrufalsn \t\r\n') outside[letter.charCodeAt(0)] = 1

/** The first byte that is no white space. */
export function firstByte(bytes: Uint8Array): number | undefined {
  let at = 0
  // A byte order mark is none of ours, but it is no reason to take JSON for text.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return byte
  }
  return undefined
}

/**
 * Calls `visit` with every string of a JSON document, quotes not included.
 * @returns false when the bytes are no JSON: then what was visited means nothing
 */
export function eachString(bytes: Uint8Array, visit: (from: number, to: number) => void): boolean {
  let depth = 0
  for (let at = bytes[0] === 0xef ? 3 : 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      const end = endOfString(bytes, at + 1)
      if (end < 0) return false
      visit(at + 1, end)
      at = end
    } else if (!isBetweenStrings(byte)) return false
    else if (byte === 0x7b || byte === 0x5b) depth += 1
    else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return depth === 0
}
