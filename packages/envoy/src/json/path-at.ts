/**
 * The path of the value at an offset of a JSON text, `configs[3].bootstrap.node.id`;
 * '' for the outermost. Names that are no plain words stand in brackets, quoted.
 * Walks the text up to the offset once; a text that is no JSON gives the path as far as it can be told.
 */
export function pathAt(text: string, offset: number): string {
  type Level = { readonly kind: 'object' | 'array'; name: string; place: number }
  const levels: Level[] = []
  let awaitsName = false
  let at = 0
  while (at < text.length && at <= offset) {
    const sign = text[at]
    if (sign === '"') {
      const end = endOfText(text, at)
      const level = levels.at(-1)
      if (awaitsName && level?.kind === 'object') {
        level.name = text.slice(at + 1, end)
        awaitsName = false
      }
      at = end
    } else if (sign === '{') {
      levels.push({ kind: 'object', name: '', place: 0 })
      awaitsName = true
    } else if (sign === '[') {
      levels.push({ kind: 'array', name: '', place: 0 })
      awaitsName = false
    } else if (sign === '}' || sign === ']') {
      // The closing sign still belongs to what it closes.
      if (at === offset) break
      levels.pop()
      awaitsName = false
    } else if (sign === ',') {
      if (at === offset) break
      const level = levels.at(-1)
      if (level?.kind === 'array') level.place += 1
      else if (level !== undefined) awaitsName = true
    }
    at += 1
  }
  return levels.map(written).join('').replace(/^\./, '')
}

function written(level: {
  readonly kind: 'object' | 'array'
  readonly name: string
  readonly place: number
}): string {
  if (level.kind === 'array') return `[${level.place}]`
  if (level.name === '') return ''
  return /^[A-Za-z_@][\w@]*$/.test(level.name) ? `.${level.name}` : `["${level.name}"]`
}

/** The offset of the quote that ends a text; the last offset when none does. */
function endOfText(text: string, begin: number): number {
  let at = begin + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return Math.min(at, text.length - 1)
}
