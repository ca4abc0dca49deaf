/**
 * What a container wrote as it may be shown: without the colours of a terminal,
 * tabs as blanks, and with a sign for every character that would move, hide or
 * turn around what stands beside it.
 */
export function shownText(raw: string): string {
  // Most lines have nothing of the kind.
  if (!unusual.test(raw)) return raw
  return withoutTabs(raw.replaceAll(terminalSequence, '').replace(/\r$/, '')).replaceAll(hidden, signOf)
}

/** Cells of a fixed-width font that a shown text takes; never less than it really takes. */
export function cellsOf(text: string): number {
  if (!/[^ -~]/.test(text)) return text.length
  let cells = 0
  for (const character of text) {
    if (/\p{Extended_Pictographic}/u.test(character) && character > '\u00ff') cells += 3
    else if (wide.test(character)) cells += 2
    else cells += 1
  }
  return cells
}

const tabStop = 4
const unusual = /[^ -~\u00a0-\u200a\u2010-\u2027\u202f-\u2065\u2070-\ufefe\uff00-\uffef]/
// Control sequences and titles of terminals: ESC [ … letter, ESC ] … BEL or ESC \, and other two-character ones.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const hidden = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
/** East Asian wide and full-width forms, roughly: too much is only a little more room. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3fffd}]/u

function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  // Unicode has a picture of each control character of ASCII.
  if (code < 0x20) return String.fromCodePoint(0x24_00 + code)
  return code === 0x7f ? '\u2421' : '\ufffd'
}

function withoutTabs(text: string): string {
  if (!text.includes('\t')) return text
  const [first = '', ...rest] = text.split('\t')
  return rest.reduce(
    (line, part) => line.padEnd((Math.floor(line.length / tabStop) + 1) * tabStop) + part,
    first,
  )
}
