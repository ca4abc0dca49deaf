import { isPublicWord } from './public-words.ts'

/** Shorter values are found in too many places that have nothing to do with them. */
export const shortest = 6

const number = /^[-+]?[\d.,_]+(?:e[-+]?\d+)?$/i
const measure = /^[\d.]+(?:ns|us|µs|ms|s|m|h|d|[kmgtpe]i?b?|%|x|rps|ops?)$/i
const version = /^v?\d+(?:\.\d+){1,3}(?:[-+][\w.]+)?$/
const time = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/
const ipAddress =
  /^\[?(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f]*)\]?(?:\/\d{1,3})?(?::\d{1,5})?$/i
const host =
  /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?(?:\._?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,9}\.?(?::\d{1,5})?$/
const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+\/?$/

/**
 * Whether a removed value says so little that looking for it elsewhere would
 * only harm: it is short, a number, a time, an address, the name of a host, or
 * consists of words that are known to be public. Passwords that look like this
 * are removed where they stand, and not looked for in other places.
 * @param isKnown words of this cluster's own names, in lower case
 */
export function isPublicValue(value: string, isKnown: (word: string) => boolean): boolean {
  const text = value.trim()
  if (text.length < shortest) return true
  if (number.test(text) || measure.test(text) || version.test(text) || time.test(text)) return true
  if (ipAddress.test(text)) return true
  const parts = text.split(/[\s,;|]+/).filter(Boolean)
  if (parts.length > 1 && parts.length < 64) return parts.every((part) => isPublicValue(part, isKnown))
  if (origin.test(text)) {
    const at = text.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/\/$/, '')
    return host.test(at) || ipAddress.test(at) || isAllPublic(at, isKnown)
  }
  if (host.test(text) && !/\d{5}|[a-z]\d[a-z]\d/.test(text)) return true
  return isAllPublic(text, isKnown)
}

function isAllPublic(text: string, isKnown: (word: string) => boolean): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  // Without any word it is nothing but signs: a line of them is no secret.
  return words.every((word) => /^\d{1,5}$/.test(word) || isPublicWord(word) || isKnown(word.toLowerCase()))
}

/**
 * Whether a piece of a longer removed text looks like a secret by itself:
 * letters and digits mixed as no word of a language or of a program mixes them.
 * The rest of a script or of a document is no reason to look for its words.
 */
export function looksSecret(piece: string): boolean {
  if (piece.length < 8) return false
  const runs = piece.match(/[\p{L}\p{N}+/=_~!@#$^&*-]+/gu) ?? []
  return runs.some((run) => run.length >= 8 && isMixed(run))
}

function isMixed(run: string): boolean {
  if (!/\d/.test(run) || !/\p{L}/u.test(run)) return false
  // `consecutive5xxErrors`, `http2`, `v1alpha3`, `x-b3-traceid`: words with a number in them.
  return !run
    .split(/[^\p{L}\p{N}]+/u)
    .every((word) => /^(?:\p{L}{2,}\d{1,3}(?:\p{L}{2,})*|\p{L}*|\d{1,4}|\p{L}\d{1,2})$/u.test(word))
}
