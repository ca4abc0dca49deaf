import { isHarmless, maskedText, namesSecret, redacted } from './masked-text.ts'
import { printable } from './process-stat.ts'

/** Arguments of a command line, and characters of each, that are kept. */
const mostWords = 400
const mostCharacters = 2_000
/** So much of an argument is looked at; a secret that is longer begins before it. */
const mostLookedAt = 4_000

/**
 * Words of /proc/PID/cmdline, each ended by a NUL, without what looks like a
 * secret: values of flags with such names, passwords in URLs, tokens by their
 * shape, long random runs. A process that wrote its own title over it is one word.
 */
export function maskedCommand(cmdline: string): string[] {
  const words = cmdline.replace(/\0+$/, '').split('\0')
  if (words.length === 1 && words[0] === '') return []
  let secretNext = false
  const masked = words.slice(0, mostWords).map((word) => {
    const isSecret = secretNext && !word.startsWith('-')
    secretNext = false
    if (isSecret && !isHarmless(word)) return redacted
    const [, dashes = '', name = '', value] =
      /^(-{0,2})([A-Za-z_][\w.-]{0,100})(?:=([^]*))?$/.exec(word) ?? []
    if (name !== '' && namesSecret(name)) {
      if (value !== undefined && !isHarmless(value)) return `${dashes}${name}=${redacted}`
      secretNext = dashes !== '' && value === undefined
    }
    return cut(printable(maskedText(word.slice(0, mostLookedAt))))
  })
  return words.length > mostWords ? [...masked, '…'] : masked
}

function cut(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
