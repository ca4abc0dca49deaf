import * as fc from 'fast-check'
import { isPublicValue } from '../public-values.ts'

/** Secrets as programs make them: letters and digits, in all alphabets that tokens are written in. */
export const randomSecret = fc
  .tuple(
    fc.constantFrom(
      '0123456789abcdef',
      'ABCDEFGHJKMNPQRSTVWXYZ0123456789',
      'abcXYZ0123456789_-',
      'abcdXYZ0189+/',
    ),
    fc.array(fc.nat(1000), { minLength: 14, maxLength: 40 }),
  )
  .map(([alphabet, picks]) => `q7${picks.map((pick) => alphabet[pick % alphabet.length]).join('')}z9`)

/** Secrets as people make them: anything that a keyboard has, short of what reads as a host or a number and is not looked for. */
export const nastySecret = fc
  .string({ unit: 'grapheme', minLength: 8, maxLength: 24 })
  .map((text) => `k3${text.toWellFormed()}9w`)
  .filter((text) => text === text.trim() && !/\p{Cc}/u.test(text) && !isPublicValue(text, () => false))

/** Encodings with something before and after the value, so that nothing stands at a convenient place. */
export const disguises: Readonly<Record<string, (secret: string, before: string, after: string) => string>> =
  {
    plain: (secret, before, after) => before + secret + after,
    base64: (secret, before, after) => Buffer.from(before + secret + after).toString('base64'),
    base64url: (secret, before, after) => Buffer.from(before + secret + after).toString('base64url'),
    hexadecimal: (secret, before, after) => Buffer.from(before + secret + after).toString('hex'),
    'percent-encoded': (secret, before, after) => encodeURIComponent(before + secret + after),
    'every byte percent-encoded': (secret) =>
      Buffer.from(secret)
        .toString('hex')
        .replaceAll(/../g, (pair) => `%${pair}`),
    'JSON inside JSON': (secret, before, after) => JSON.stringify({ a: before + secret + after }),
    'JSON inside JSON inside JSON': (secret) => JSON.stringify({ a: JSON.stringify({ b: secret }) }),
    HTML: (secret) =>
      `<td>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&#34;').replaceAll("'", '&#39;')}</td>`,
  }
