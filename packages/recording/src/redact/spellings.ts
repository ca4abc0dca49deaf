/** The characters of a base64 alphabet that belong to one value whatever stands around it. */
const alignments = [0, 1, 2] as const

/**
 * Every way in which a value may be written inside something else: plain, in
 * base64 and base64url at each of the three alignments, percent-encoded, in
 * hexadecimal, with the escapes of JSON (once or twice) and of HTML.
 * A value's own white space at its ends is not part of it.
 */
export function spellingsOf(value: string): ReadonlySet<string> {
  const bytes = Buffer.from(value, 'utf8')
  const hex = bytes.toString('hex')
  const percent = hex.replaceAll(/../g, (pair) => `%${pair}`)
  const found = new Set<string>([value, hex, hex.toUpperCase(), percent, percent.toUpperCase()])
  for (const alignment of alignments) {
    const base64 = insideBase64(bytes, alignment)
    found.add(base64)
    found.add(base64.replaceAll('+', '-').replaceAll('/', '_'))
  }
  addEscaped(found, value)
  addPercent(found, value)
  return found
}

/** The characters that a value contributes to a longer base64 text, when `alignment` bytes stand before it in its group of three. */
function insideBase64(bytes: Buffer, alignment: 0 | 1 | 2): string {
  const encoded = Buffer.concat([Buffer.alloc(alignment), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const first = Math.ceil((alignment * 8) / 6)
  const last = Math.floor(((alignment + bytes.length) * 8) / 6)
  return encoded.slice(first, last)
}

function addEscaped(found: Set<string>, value: string): void {
  if (/^[\w .:/@+=,-]*$/.test(value)) return
  let json = value
  for (let times = 0; times < 3; times += 1) {
    json = inJson(json)
    found.add(json)
    // As Go writes it.
    found.add(json.replaceAll(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`))
    found.add(json.replaceAll('/', '\\/'))
  }
  found.add(inJson(value).replaceAll(/[^\x20-\x7e]/gu, unicodeEscape))
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  found.add(html)
  for (const [quote, apostrophe] of [
    ['&#34;', '&#39;'],
    ['&quot;', '&#39;'],
    ['&quot;', '&#x27;'],
    ['&quot;', '&apos;'],
  ] as const) {
    found.add(html.replaceAll('"', quote).replaceAll("'", apostrophe))
  }
  // Go's templates write the sign of addition, too.
  found.add(html.replaceAll('"', '&#34;').replaceAll("'", '&#39;').replaceAll('+', '&#43;'))
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function unicodeEscape(text: string): string {
  return Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')
}

function addPercent(found: Set<string>, value: string): void {
  if (/^[A-Za-z0-9_.~-]*$/.test(value)) return
  const component = encodeURIComponent(value.toWellFormed())
  const strict = component.replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  for (const one of [component, strict, encodeURI(value.toWellFormed())]) {
    found.add(one)
    found.add(one.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))
    found.add(one.replaceAll('%20', '+'))
  }
}
