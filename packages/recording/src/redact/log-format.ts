import { isPublicWord } from './public-words.ts'
import { redacted } from './zone.ts'

/** Envoy's operators (`%REQ(X-REQUEST-ID)%`), and the logger's (`%Y-%m-%dT%T`). */
const operators = /%[A-Z_]+(?:\([^)\s"']*\))?(?::\d+)?%|%[A-Za-z]/g
/** A literal from its first letter or digit to its last. */
const core = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su

/** A format of access logs with its operators and signs, without the words that somebody put between them. */
export function keptLogFormat(text: string, removed: (text: string) => void): string {
  let kept = ''
  let from = 0
  const literal = (piece: string) =>
    piece.replace(core, (words) => {
      if (words.split(/[^\p{L}\p{N}]+/u).every(isHarmless)) return words
      removed(words)
      return redacted
    })
  for (const match of text.matchAll(operators)) {
    kept += literal(text.slice(from, match.index)) + match[0]
    from = match.index + match[0].length
  }
  return kept + literal(text.slice(from))
}

function isHarmless(word: string): boolean {
  return /^(?:[A-Za-z]{0,3}|\d{1,3}|redacted)$/.test(word) || isPublicWord(word)
}
