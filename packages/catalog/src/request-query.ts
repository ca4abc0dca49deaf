type Parameter = { readonly name: string; readonly value: string }

export type Query =
  | { readonly kind: 'read'; readonly parameters: readonly Parameter[] }
  /** `what` is the trick, in words. */
  | { readonly kind: 'bad'; readonly what: string }

/**
 * Reads a query as the components do: pairs joined by `&`, plus for space. A
 * raw semicolon is refused because Go once split at it and now drops the pair;
 * so is everything that two readers could take for different things.
 */
export function readQuery(query: string): Query {
  if (query.includes(';')) return { kind: 'bad', what: 'a semicolon' }
  // oxlint-disable-next-line no-control-regex -- these are the characters that must not pass
  if (/[\u0000-\u0020\u007f-\uffff#\\]/.test(query))
    return { kind: 'bad', what: 'a character that does not belong there' }
  const parameters: Parameter[] = []
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const [rawName = '', ...rest] = pair.split('=')
    const name = decoded(rawName)
    const value = decoded(rest.join('='))
    if (name === undefined || value === undefined) return { kind: 'bad', what: 'a broken percent-encoding' }
    // oxlint-disable-next-line no-control-regex -- these are the characters that must not pass
    if (/[\u0000-\u001f\u007f]/.test(name + value)) return { kind: 'bad', what: 'a control character' }
    parameters.push({ name, value })
  }
  return { kind: 'read', parameters }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
