/** A view's state as a link carries it: `name:value` for what has a name, everything else is text to find. */
export type WordedSearch = { readonly text: string; readonly named: ReadonlyMap<string, string> }

/**
 * Reads `state:ESTAB by:peer sort:-local 15012`. What `means` nothing belongs to
 * the text: it may be a name that is still being typed.
 */
export function readWordedSearch(
  q: string | undefined,
  means: (name: string, value: string) => boolean,
): WordedSearch {
  const named = new Map<string, string>()
  const text: string[] = []
  for (const word of (q ?? '').split(' ')) {
    const at = word.indexOf(':')
    const [name, value] = [word.slice(0, at), word.slice(at + 1)]
    if (at > 0 && means(name, value)) named.set(name, value)
    else text.push(word)
  }
  return { text: text.join(' '), named }
}

/** The other way round; `undefined` when there is nothing to say. Values hold no blanks. */
export function writeWordedSearch({ text, named }: WordedSearch): string | undefined {
  const words = [...Array.from(named, ([name, value]) => `${name}:${value}`), text]
  const q = words.filter((word) => word !== '').join(' ')
  return q === '' ? undefined : q
}

/** What each name may say, where its values can be counted. */
export function meansOneOf(
  values: Readonly<Record<string, readonly string[]>>,
): (name: string, value: string) => boolean {
  return (name, value) => Object.hasOwn(values, name) && values[name]?.includes(value) === true
}
