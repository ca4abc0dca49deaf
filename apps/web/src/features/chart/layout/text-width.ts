/** Scripts whose characters are as wide as they are high: CJK, kana, hangul, full-width forms. */
const fullWidth =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]/
const slim = /[ .,:;'’|!()[\]fijlrtI·-]/
const broad = /[mwMW@%…]/

function share(character: string): number {
  if (fullWidth.test(character)) return 1
  if (slim.test(character)) return 0.3
  if (broad.test(character)) return 0.86
  return /[A-Z0-9]/.test(character) ? 0.64 : 0.555
}

/** About how wide a text is in the chart's font, a little generously; `size` and the answer share a unit. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).reduce((sum, character) => sum + share(character) * size, 0)
}

/** The text, or as much of its beginning as fits with an ellipsis after it. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  const characters = Array.from(text)
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** As many of the parts as fit side by side, first ones first; the first one is cut rather than left out. */
export function fitParts(parts: readonly string[], separator: string, size: number, width: number): string {
  const [first = '', ...others] = parts.filter((part) => part !== '')
  let line = fitText(first, size, width)
  for (const part of others) {
    const longer = line + separator + part
    if (textWidth(longer, size) > width) break
    line = longer
  }
  return line
}
