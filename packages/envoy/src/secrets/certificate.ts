import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { readExtensions } from './certificate-extensions.ts'
import type { CertificateExtensions } from './certificate-extensions.ts'
import { readName } from './certificate-name.ts'
import { childrenOf, contextValue, derTag, derValue, isUniversal } from './der.ts'
import type { DerValue } from './der.ts'
import { integerHex, objectIdentifier, timeOf } from './der-scalars.ts'
import { curves, keyAlgorithms, signatureAlgorithms } from './object-identifiers.ts'

/** What an X.509 certificate says of itself. Nothing here is proved: no signature is checked. */
export type Certificate = CertificateExtensions & {
  /** Hexadecimal digits, as long as they are; Istio shows at least 32 of them. */
  readonly serial: string
  /** As RFC 4514 writes it, the most special part first; '' for an empty name, as workload certificates have. */
  readonly subject: string
  readonly issuer: string
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  /** `RSA 2048`, `EC P-256`, or the object identifier of a kind that is not known. */
  readonly key: string
  readonly signature: string
}

/**
 * Reads a certificate in DER, with a reader of our own: the libraries that do it
 * in a browser are of some 220 kB, and of their answer only these fields are shown.
 * @throws EnvoyAnswerError when the bytes are no certificate
 * @see RFC 5280, 4.1
 */
export function readCertificate(bytes: Uint8Array): Certificate {
  const [signed, algorithm] = childrenOf(sequence(derValue(bytes)))
  const parts = childrenOf(sequence(signed))
  const versioned = contextValue(parts, 0) === undefined ? parts : parts.slice(1)
  const [serial, , issuer, validity, subject, key] = versioned
  const [notBefore, notAfter] = childrenOf(sequence(validity))
  return {
    serial: integerHex(serial),
    subject: readName(sequence(subject)),
    issuer: readName(sequence(issuer)),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    key: keyOf(sequence(key)),
    signature: algorithmName(sequence(algorithm), signatureAlgorithms),
    ...readExtensions(contextValue(parts, 3)),
  }
}

function sequence(value: DerValue | undefined): DerValue {
  if (isUniversal(value, derTag.sequence)) return value
  throw new EnvoyAnswerError('These bytes are no certificate: a part of it is missing.')
}

function algorithmName(algorithm: DerValue, names: ReadonlyMap<string, string>): string {
  const id = objectIdentifier(childrenOf(algorithm)[0])
  return names.get(id) ?? id
}

/** @see RFC 3279, 2.3; RFC 5480, 2.1.1 */
function keyOf(info: DerValue): string {
  const [algorithm, key] = childrenOf(info)
  const kind = algorithmName(sequence(algorithm), keyAlgorithms)
  if (kind === 'EC') {
    const curve = objectIdentifier(childrenOf(algorithm)[1])
    return `EC ${curves.get(curve) ?? curve}`
  }
  if (!kind.startsWith('RSA') || !isUniversal(key, derTag.bitString)) return kind
  const [modulus] = childrenOf(sequence(derValue(key.content.subarray(1))))
  return `${kind} ${bitLength(integerHex(modulus))}`
}

function bitLength(hex: string): number {
  const first = Number.parseInt(hex.slice(0, 2), 16)
  return (hex.length / 2 - 1) * 8 + (32 - Math.clz32(first))
}
