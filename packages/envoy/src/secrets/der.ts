import { EnvoyAnswerError } from '../envoy-answer-error.ts'

/** How a tag is meant: of ASN.1 itself, or of the structure it stands in. */
export type DerClass = 'universal' | 'application' | 'context' | 'private'

/** One value in DER: what it is and its bytes, which are a view of the document and not a copy. */
export type DerValue = {
  readonly class: DerClass
  readonly constructed: boolean
  readonly tag: number
  readonly content: Uint8Array
}

/** Universal tags. @see ITU-T X.680, table 1 */
export const derTag = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  objectIdentifier: 6,
  utf8String: 12,
  sequence: 16,
  set: 17,
  utcTime: 23,
  generalizedTime: 24,
  bmpString: 30,
} as const

const classes: readonly DerClass[] = ['universal', 'application', 'context', 'private']

/**
 * Reads all the values that follow each other in `bytes`: DER as certificates
 * use it, with definite and shortest lengths and tags below 31.
 * @throws EnvoyAnswerError for anything else
 * @see ITU-T X.690, 8.1 and 10.1
 */
export function derValues(bytes: Uint8Array): readonly DerValue[] {
  const values: DerValue[] = []
  let at = 0
  while (at < bytes.length) {
    const first = byteAt(bytes, at)
    const tag = first & 0x1f
    if (tag === 0x1f) throw new EnvoyAnswerError('This DER has a tag that no certificate uses.')
    const { length, start } = lengthAt(bytes, at + 1)
    const end = start + length
    if (end > bytes.length) throw new EnvoyAnswerError('This DER ends before its value does.')
    values.push({
      class: classes[first >> 6] ?? 'universal',
      constructed: (first & 0x20) !== 0,
      tag,
      content: bytes.subarray(start, end),
    })
    at = end
  }
  return values
}

/**
 * The one value that `bytes` are.
 * @throws EnvoyAnswerError when there is none, or something behind it
 */
export function derValue(bytes: Uint8Array): DerValue {
  const [value, ...more] = derValues(bytes)
  if (value === undefined || more.length > 0) throw new EnvoyAnswerError('This DER is not one value.')
  return value
}

/** @throws EnvoyAnswerError when it holds no values */
export function childrenOf(value: DerValue | undefined): readonly DerValue[] {
  if (value === undefined) return []
  if (!value.constructed) throw new EnvoyAnswerError('This DER holds bytes where it should hold values.')
  return derValues(value.content)
}

export function isUniversal(value: DerValue | undefined, tag: number): value is DerValue {
  return value !== undefined && value.class === 'universal' && value.tag === tag
}

/** The value with this tag of the structure it stands in: `[3] extensions`. */
export function contextValue(values: readonly DerValue[], tag: number): DerValue | undefined {
  return values.find((value) => value.class === 'context' && value.tag === tag)
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new EnvoyAnswerError('This DER ends before its value does.')
  return byte
}

function lengthAt(bytes: Uint8Array, at: number): { readonly length: number; readonly start: number } {
  const first = byteAt(bytes, at)
  if (first < 0x80) return { length: first, start: at + 1 }
  const size = first & 0x7f
  if (size === 0 || size > 4) throw new EnvoyAnswerError('This DER has a length that DER does not allow.')
  let length = 0
  for (let next = 0; next < size; next += 1) length = length * 256 + byteAt(bytes, at + 1 + next)
  if (length < 0x80 || length < 256 ** (size - 1)) {
    throw new EnvoyAnswerError('This DER has a length that is longer than it need be.')
  }
  return { length, start: at + 1 + size }
}
