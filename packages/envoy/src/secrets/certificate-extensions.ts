import { hexOf } from './bytes.ts'
import { childrenOf, contextValue, derTag, derValue, isUniversal } from './der.ts'
import type { DerValue } from './der.ts'
import { asciiOf, integerHex, namedBits, objectIdentifier } from './der-scalars.ts'
import { readName } from './certificate-name.ts'
import { addressText } from './ip-address.ts'
import { extensionIds, keyPurposes, keyUsages } from './object-identifiers.ts'

/** A name that a certificate is for, beside its subject. */
export type AltName = {
  readonly kind: 'uri' | 'dns' | 'ip' | 'email' | 'directory' | 'other'
  readonly value: string
}

/** What the extensions of a certificate say; without an extension its field is empty. */
export type CertificateExtensions = {
  readonly altNames: readonly AltName[]
  /** Whether it may sign certificates, by its basic constraints. */
  readonly isAuthority: boolean
  /** How many authorities may follow below this one. */
  readonly pathLength: number | undefined
  readonly keyUsage: readonly string[]
  readonly purposes: readonly string[]
  /** Hexadecimal digits. */
  readonly keyId: string | undefined
  readonly issuerKeyId: string | undefined
}

/**
 * Reads the field `[3] extensions` of a certificate.
 * @throws EnvoyAnswerError when an extension that is known is not what it should be
 * @see RFC 5280, 4.2
 */
export function readExtensions(field: DerValue | undefined): CertificateExtensions {
  const found = new Map<string, DerValue>()
  for (const extension of childrenOf(childrenOf(field)[0])) {
    const parts = childrenOf(extension)
    const content = parts.at(-1)
    if (isUniversal(content, derTag.octetString))
      found.set(objectIdentifier(parts[0]), derValue(content.content))
  }
  const constraints = childrenOf(found.get(extensionIds.basicConstraints))
  const length = constraints.find((one) => isUniversal(one, derTag.integer))
  const usage = found.get(extensionIds.keyUsage)
  const issuerKey = contextValue(childrenOf(found.get(extensionIds.authorityKeyId)), 0)
  return {
    altNames: childrenOf(found.get(extensionIds.subjectAltName)).map(readAltName),
    isAuthority: constraints.some((one) => isUniversal(one, derTag.boolean) && one.content[0] !== 0),
    pathLength: length === undefined ? undefined : Number.parseInt(integerHex(length), 16),
    keyUsage: usage === undefined ? [] : namedBits(usage).flatMap((bit) => keyUsages[bit] ?? []),
    purposes: childrenOf(found.get(extensionIds.extendedKeyUsage)).map(readPurpose),
    keyId: hexOfContent(found.get(extensionIds.subjectKeyId)),
    issuerKeyId: hexOfContent(issuerKey),
  }
}

function readPurpose(value: DerValue): string {
  const id = objectIdentifier(value)
  return keyPurposes.get(id) ?? id
}

function hexOfContent(value: DerValue | undefined): string | undefined {
  return value === undefined ? undefined : hexOf(value.content)
}

/** @see RFC 5280, 4.2.1.6 */
function readAltName(name: DerValue): AltName {
  switch (name.tag) {
    case 1:
      return { kind: 'email', value: asciiOf(name) }
    case 2:
      return { kind: 'dns', value: asciiOf(name) }
    case 4:
      return { kind: 'directory', value: childrenOf(name).map(readName).join(' ') }
    case 6:
      return { kind: 'uri', value: asciiOf(name) }
    case 7:
      return { kind: 'ip', value: addressText(name.content) }
    default:
      return { kind: 'other', value: hexOf(name.content) }
  }
}
