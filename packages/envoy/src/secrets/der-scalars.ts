import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { hexOf } from './bytes.ts'
import { derTag, isUniversal } from './der.ts'
import type { DerValue } from './der.ts'

const utf8 = new TextDecoder()
const utf16 = new TextDecoder('utf-16be')
const latin1 = new TextDecoder('latin1')

/** An object identifier as dotted numbers, `2.5.29.17`. @see ITU-T X.690, 8.19 */
export function objectIdentifier(value: DerValue | undefined): string {
  if (!isUniversal(value, derTag.objectIdentifier)) {
    throw new EnvoyAnswerError('This DER has no object identifier where one must stand.')
  }
  const arcs: number[] = []
  let arc = 0
  value.content.forEach((byte) => {
    arc = arc * 128 + (byte & 0x7f)
    if ((byte & 0x80) === 0) {
      arcs.push(arc)
      arc = 0
    }
  })
  const [head = 0, ...rest] = arcs
  const first = Math.min(Math.floor(head / 40), 2)
  return [first, head - first * 40, ...rest].join('.')
}

/** The bytes of an integer, the sign byte left out, as hexadecimal digits without a leading pair of zeros. */
export function integerHex(value: DerValue | undefined): string {
  if (!isUniversal(value, derTag.integer)) {
    throw new EnvoyAnswerError('This DER has no integer where one must stand.')
  }
  const from = value.content.findIndex((byte) => byte !== 0)
  return from === -1 ? '00' : hexOf(value.content.subarray(from))
}

/** The bits of a bit string that is a list of flags: bit 0 is the first. @see RFC 5280, 4.2.1.3 */
export function namedBits(value: DerValue): readonly number[] {
  const [, ...bytes] = value.content
  return bytes.flatMap((byte, place) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (0x80 >> bit)) !== 0).map((bit) => place * 8 + bit),
  )
}

/**
 * UTCTime or GeneralizedTime in milliseconds since 1970; years of two digits from
 * 50 on are of the last century.
 * @see RFC 5280, 4.1.2.5
 */
export function timeOf(value: DerValue | undefined): number {
  const short = isUniversal(value, derTag.utcTime)
  if (value === undefined || (!short && !isUniversal(value, derTag.generalizedTime))) {
    throw new EnvoyAnswerError('This certificate has no time where one must stand.')
  }
  const digits = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(asciiOf(value))
  const [, years = '', months = '', days = '', hours = '', minutes = '', seconds = ''] = digits ?? []
  if (years.length !== (short ? 2 : 4)) {
    throw new EnvoyAnswerError('This certificate has a time that is not written as a time.')
  }
  const year = short ? `${Number(years) >= 50 ? '19' : '20'}${years}` : years
  const time = Date.parse(`${year}-${months}-${days}T${hours}:${minutes}:${seconds}Z`)
  if (Number.isNaN(time)) throw new EnvoyAnswerError('This certificate has a time that does not exist.')
  return time
}

/** A text of a name: UTF-8 for most kinds, two bytes a character for a BMPString. */
export function stringOf(value: DerValue): string {
  return value.tag === derTag.bmpString && value.class === 'universal'
    ? utf16.decode(value.content)
    : utf8.decode(value.content)
}

/** Text of one byte a character, as in an IA5String. */
export function asciiOf(value: DerValue): string {
  return latin1.decode(value.content)
}
