import { told } from '../proxy/told.ts'
import { durationText, instantText } from '../proxy/time-text.ts'
import type { Fact } from '../table/resource-table.ts'
import type { Certificate } from './certificate.ts'
import { isIssuedBy } from './certificate-chain.ts'
import type { ChainLink } from './certificate-chain.ts'
import { isWorkloadCertificate, lifeOf } from './certificate-life.ts'
import { weakSignatures } from './object-identifiers.ts'

/** All that is read of one certificate, or why it cannot be. */
export function linkFacts(link: ChainLink, readAt: number): readonly Fact[] {
  if (link.kind === 'unreadable') return told('secret.unreadable', link.text, { tone: 'problem' })
  const { certificate } = link
  return [
    ...told('secret.subject', certificate.subject),
    ...certificate.altNames.flatMap(({ kind, value }) => told('secret.alt-name', value, { name: kind })),
    ...told('secret.issuer', certificate.issuer),
    ...lifeFacts(certificate, readAt),
    ...told('secret.serial', certificate.serial),
    ...told('secret.key', certificate.key),
    ...told('secret.signature', certificate.signature, toneOfSignature(certificate)),
    ...told('secret.authority', authorityText(certificate)),
    ...told('secret.key-usage', certificate.keyUsage),
    ...told('secret.purposes', certificate.purposes),
    ...told('secret.key-id', certificate.keyId),
    ...told('secret.issuer-key-id', certificate.issuerKeyId),
  ]
}

/** The certificates of a chain or bundle, each with its facts; in a chain, one that did not sign the one before is marked. */
export function chainFacts(chain: readonly ChainLink[], readAt: number): readonly Fact[] {
  return chain.map((link, place) => ({
    word: 'secret.certificate' as const,
    name: `${place + 1}/${chain.length}`,
    text: titleOf(link),
    ...toneOfLink(link, readAt),
    facts: [...linkFacts(link, readAt), ...signerFacts(link, chain)],
  }))
}

function signerFacts(link: ChainLink, chain: readonly ChainLink[]): readonly Fact[] {
  if (link.kind === 'unreadable') return []
  const { certificate } = link
  if (isIssuedBy(certificate, certificate)) return told('secret.signed-by', 'self')
  const signer = chain.findIndex(
    (other) => other.kind === 'certificate' && other !== link && isIssuedBy(certificate, other.certificate),
  )
  return signer === -1 ? [] : told('secret.signed-by', `${signer + 1}/${chain.length}`)
}

function lifeFacts(certificate: Certificate, readAt: number): readonly Fact[] {
  const life = lifeOf(certificate, isWorkloadCertificate(certificate), readAt)
  const tone = toneOfLife(life)
  return [
    ...told('secret.not-before', instantText(certificate.notBefore), life === 'not-yet-valid' ? tone : {}),
    ...told('secret.not-after', instantText(certificate.notAfter), life === 'expired' ? tone : {}),
    ...told('secret.left', durationText(certificate.notAfter - readAt), life === 'not-yet-valid' ? {} : tone),
  ]
}

function toneOfLife(life: ReturnType<typeof lifeOf>): Pick<Fact, 'tone'> {
  switch (life) {
    case 'good':
      return {}
    case 'expiring-soon':
      return { tone: 'warning' }
    case 'expired':
    case 'not-yet-valid':
      return { tone: 'problem' }
    default:
      return life satisfies never
  }
}

function toneOfLink(link: ChainLink, readAt: number): Pick<Fact, 'tone'> {
  if (link.kind === 'unreadable') return { tone: 'problem' }
  return toneOfLife(lifeOf(link.certificate, isWorkloadCertificate(link.certificate), readAt))
}

function toneOfSignature({ signature, subject, issuer }: Certificate): Pick<Fact, 'tone'> {
  return weakSignatures.has(signature) && subject !== issuer ? { tone: 'warning' } : {}
}

function titleOf(link: ChainLink): string {
  if (link.kind === 'unreadable') return link.text
  const { subject, altNames, serial } = link.certificate
  return subject === '' ? (altNames[0]?.value ?? serial) : subject
}

function authorityText({ isAuthority, pathLength }: Certificate): string {
  if (!isAuthority) return 'no'
  return pathLength === undefined ? 'yes' : `yes, ${pathLength}`
}
