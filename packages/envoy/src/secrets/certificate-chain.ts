import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { readCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { pemBlocks } from './pem.ts'

/** One certificate of a PEM text, or why it cannot be read. */
export type ChainLink =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  | { readonly kind: 'unreadable'; readonly text: string }

/** Reads the certificates of a PEM text in their order; private keys among them are passed over. */
export function readChain(pem: string): readonly ChainLink[] {
  return pemBlocks(pem).flatMap((block): readonly ChainLink[] => {
    if (block.kind !== 'certificate') return []
    return [block.bytes === undefined ? notBase64 : readLink(block.bytes)]
  })
}

const notBase64: ChainLink = { kind: 'unreadable', text: 'The lines of this PEM block are not Base64.' }

function readLink(bytes: Uint8Array): ChainLink {
  try {
    return { kind: 'certificate', certificate: readCertificate(bytes) }
  } catch (error) {
    if (error instanceof EnvoyAnswerError) return { kind: 'unreadable', text: error.text }
    throw error
  }
}

/** Whether a certificate says that `issuer` signed it, by names and key ids; the signature is not checked. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return (
    certificate.issuer === issuer.subject &&
    (certificate.issuerKeyId === undefined ||
      issuer.keyId === undefined ||
      certificate.issuerKeyId === issuer.keyId)
  )
}

/** The SPIFFE trust domain that a certificate is of. @see SPIFFE-ID, 2.1 */
export function trustDomainOf(certificate: Certificate): string | undefined {
  const uri = certificate.altNames.findLast(
    ({ kind, value }) => kind === 'uri' && value.startsWith('spiffe://'),
  )
  return uri?.value.slice('spiffe://'.length).split('/')[0]
}
