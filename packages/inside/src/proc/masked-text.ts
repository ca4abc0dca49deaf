/** Stands for a value that looks like a secret. */
export const redacted = '[redacted]'

/** Words in the name of a flag, a variable or a field whose value nobody else should see. */
const secretWord =
  'pass(?:word|wd|phrase|code)?|pwd|(?:access|api|auth|refresh|session|bearer|id)?[-_.]?token|secret|credentials?|(?:api|access|private|secret|signing|encryption|account|master)[-_.]?key|authorization|cookie|dsn|salt|connection[-_.]?string'
const secretName = new RegExp(`(?:^|[-_.a-z0-9])(?:${secretWord})s?(?:$|[-_.0-9])`, 'i')
/** What such a name may end in when it is about a secret and does not hold it. */
const about =
  /(?:file|path|dir|plugin|port|type|audiences?|issuer|mode|name|namespace|ttl|timeout|expir\w*|lifetime|duration|url|uri|host|address|format|provider|algorithm|minutes|seconds|size|length|policy|ref|store|config|enabled)$/i

/** Whether the value of what has this name is a secret, whatever it looks like. */
export function namesSecret(name: string): boolean {
  // `dbPassword` is `db-Password`.
  const parted = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
  return secretName.test(parted) && !about.test(name)
}

/** Whether such a value is none all the same: a switch, or the path of a file that holds it. */
export function isHarmless(value: string): boolean {
  return /^(?:|true|false)$/i.test(value) || (/^(?:\/[\w.@+-]+){2,}$/.test(value) && !looksRandom(value))
}

/** Secrets by their shape. The same as what a recording leaves out, where a text is short enough to try all at once. */
const shapes: readonly RegExp[] = [
  /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}/g,
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[^]*/g,
  /A[KS]IA[0-9A-Z]{16}(?![0-9A-Za-z])/g,
  /AIza[\w-]{35}/g,
  /ya29\.[\w-]{20,}/g,
  /gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\w{40,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36}/g,
  /xox[abeoprs]-[A-Za-z0-9-]{10,}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|hvs\.[\w-]{24,}/g,
  /SG\.[\w-]{16,32}\.[\w-]{32,64}/g,
]

/** `Bearer abc`, `Basic abc`: the word after it. */
const authorization = /\b(bearer|basic) +[\w.~+/=-]{6,}/gi
/** The part of a URL before its host; `user:` stays, because it says who. */
const userInfo = /(:\/\/)([^\s/:@"'?#]{0,256})(:)?([^\s/@"'?#]{0,512})@/g
/** `name=`, `"name": `, `--name `: what stands before a value inside a longer word, a query, a script or JSON, or JSON inside JSON. */
const beforeValue =
  /(?<![\w.-])(-{0,2})["']?([A-Za-z_][\w.-]{0,80})(?:\\{0,8}["'])?(?: *[=:] *| +(?=[^-\s]))/g
/** Of a quoted value whose end was cut off, the rest of the line is taken for it. */
const valueAfter =
  /"(?:[^"\\]|\\.){0,4000}"|'[^']{0,4000}'|\\{1,8}"(?:(?!\\{1,8}")[^]){0,4000}\\{1,8}"|\\{0,8}["'][^\n]*|[^\s&;,"'{}[\]]+/y
const longRun = /[A-Za-z0-9+/_=-]{20,}/g

/** A text without the values in it that look like secrets. Addresses, paths, names and numbers stay. */
export function maskedText(text: string): string {
  let masked = text
  for (const shape of shapes) masked = masked.replaceAll(shape, redacted)
  masked = masked.replaceAll(authorization, `$1 ${redacted}`)
  masked = masked.replaceAll(userInfo, (_, scheme: string, user: string, colon?: string) =>
    colon === undefined ? `${scheme}${redacted}@` : `${scheme}${user}:${redacted}@`,
  )
  return withoutNamedValues(masked).replaceAll(longRun, (run) => (looksRandom(run) ? redacted : run))
}

/** Goes from name to name, so that `https:` does not hide the `token=` in what follows. */
function withoutNamedValues(text: string): string {
  let kept = ''
  let from = 0
  for (const match of text.matchAll(beforeValue)) {
    const [before, dashes = '', name = ''] = match
    const at = match.index + before.length
    // With nothing but a space between, only a flag has a value.
    const isPair = dashes !== '' || !before.endsWith(' ') || /[=:]/.test(before)
    if (at < from || !isPair || !namesSecret(name)) continue
    valueAfter.lastIndex = at
    const value = valueAfter.exec(text)?.[0]
    if (value === undefined || isHarmless(value) || value.startsWith(redacted)) continue
    kept += text.slice(from, at) + redacted
    from = at + value.length
  }
  return kept + text.slice(from)
}

/**
 * Whether a run of letters and digits is one that no person would write: mixed
 * as no word, path, version or name of a pod mixes them.
 */
export function looksRandom(run: string): boolean {
  // Names of things are parted by signs, and so are a path's; base64's own two are rare in it.
  const pieces = run.split(/[-_=]|(?<=^|\/)(?=[a-z]+\/)/)
  return pieces.some((piece) => isRandom(piece)) || isUuid(run)
}

function isUuid(run: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(run)
}

function isRandom(piece: string): boolean {
  if (piece.length < 20) return false
  if (/^\d+$/.test(piece)) return false
  // 40 digits of a commit are as long as many a key; nobody needs them whole.
  if (/^[\da-f]{32,}$/i.test(piece)) return true
  const segments = piece.split('/')
  // A path: each of its parts is a word.
  if (segments.length > 2 && segments.every((part) => part.length < 20))
    return changes(piece) > piece.length / 3
  return changes(piece) > piece.length / 6
}

/** How often the kind of letter changes: lower, upper, digit. A capital at a word's beginning counts once. */
function changes(piece: string): number {
  const kinds = Array.from(piece, (sign) => (/\d/.test(sign) ? 2 : /[A-Z]/.test(sign) ? 1 : 0))
  const hasDigit = kinds.includes(2)
  const found = kinds.filter(
    (kind, at) => at > 0 && kind !== kinds[at - 1] && !(kinds[at - 1] === 1 && kind === 0),
  )
  return hasDigit ? found.length : found.length / 2
}
