/** What is looked for in lines. */
export type Sought = {
  readonly text: string
  readonly how: 'text' | 'regex'
  readonly matchCase: boolean
}

/** From and to, in UTF-16 units. */
export type Match = readonly [from: number, to: number]

/** Of one line, at most so many places are told. */
const mostMatches = 100

export type Finder =
  | { readonly kind: 'finder'; readonly find: (text: string) => readonly Match[] }
  /** It is no regular expression; in the browser's words. */
  | { readonly kind: 'unreadable'; readonly words: string }

/** Makes what finds a text or a regular expression in a line. A place where nothing stands is no match. */
export function finderOf({ text, how, matchCase }: Sought): Finder {
  let pattern: RegExp
  try {
    pattern = new RegExp(how === 'regex' ? text : literally(text), matchCase ? 'gu' : 'giu')
  } catch (error) {
    return { kind: 'unreadable', words: error instanceof Error ? error.message : String(error) }
  }
  return {
    kind: 'finder',
    find: (line) => {
      const matches: Match[] = []
      for (const { index, 0: found } of line.matchAll(pattern)) {
        if (found === '') continue
        matches.push([index, index + found.length])
        if (matches.length >= mostMatches) break
      }
      return matches
    },
  }
}

/** The expression that finds nothing but this text. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
