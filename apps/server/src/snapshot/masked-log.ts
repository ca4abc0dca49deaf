import { maskedText, redacted } from '@portolan/inside/proc/masked-text'

/** Longest line that is kept, in characters. */
const longestLine = 4_000
/** More lines than any private key has: one whose end never comes does not take the log with it. */
const mostKeyLines = 200

const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/
const keyEnds = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/

/** The lines of one log, one after another, without what looks like a secret. A private key goes on over many of them. */
export class MaskedLog {
  #keyLines = 0

  line(text: string): string {
    const begins = text.search(keyBegins)
    const inKey = this.#keyLines > 0
    if (begins >= 0) this.#keyLines = mostKeyLines
    else if (inKey) this.#keyLines -= 1
    // What is cut is masked before: half of a secret looks like none.
    const masked = inKey && begins < 0 ? redacted : maskedText(text)
    if (keyEnds.test(begins < 0 ? text : text.slice(begins))) this.#keyLines = 0
    return masked.length > longestLine ? `${masked.slice(0, longestLine)}…` : masked
  }
}
