/** Why RE2 refuses an expression, in its words, e.g. `missing ): (`. */
export type Refused = { readonly refused: string }

/**
 * An RE2 expression as JavaScript's. The two agree on what operators of Envoy
 * and Istio write; what only JavaScript knows (look-around, references back) is
 * refused as RE2 refuses it.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compileRe2(expression: string): RegExp | Refused {
  const perl = /\(\?(?:[=!]|<[=!])/.exec(expression)
  if (perl) return { refused: `invalid perl operator: ${perl[0]}` }
  const back = /(?:^|[^\\])(?:\\\\)*(\\[1-9])/.exec(expression)
  if (back) return { refused: `invalid escape sequence: ${back[1] ?? ''}` }
  const flags = /^\(\?([is]+)\)/.exec(expression)
  const source = expression.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<')
  try {
    return new RegExp(source, flags?.[1])
  } catch {
    return { refused: whatIsWrong(expression) }
  }
}

/** An expression that must match the whole of a text. */
export function wholeText(expression: RegExp): RegExp {
  return new RegExp(`^(?:${expression.source})$`, expression.flags)
}

function whatIsWrong(expression: string): string {
  const plain = expression.replaceAll(/\\./gs, '')
  const open = plain.lastIndexOf('[')
  if (open >= 0 && !plain.slice(open).includes(']')) return `missing ]: ${plain.slice(open)}`
  const outside = plain.replaceAll(/\[[^\]]*\]/g, '')
  const depth = outside.split('(').length - outside.split(')').length
  if (depth > 0) return `missing ): ${expression}`
  if (depth < 0) return `unexpected ): ${expression}`
  if (expression.endsWith('\\')) return `trailing \\`
  const twice = /[*+?]{2,}/.exec(outside)
  if (twice) return `bad repetition operator: ${twice[0]}`
  const repeat = /(?:^|\(|\|)([*+?])/.exec(outside)
  if (repeat) return `no argument for repetition operator: ${repeat[1] ?? ''}`
  return `invalid: ${expression}`
}
