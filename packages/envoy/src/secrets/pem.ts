import { bytesOfBase64 } from './bytes.ts'

/** A block of a PEM text: what its label says, and its bytes unless they are a key. */
export type PemBlock =
  | { readonly kind: 'certificate'; readonly bytes: Uint8Array | undefined }
  /** A private key: that it is there is told, its bytes are not kept. */
  | { readonly kind: 'private-key' }
  | { readonly kind: 'other'; readonly label: string }

/**
 * The blocks of a PEM text in their order; text between them is passed over.
 * `bytes` is absent where the lines are not Base64.
 * @see RFC 7468, 2
 */
export function pemBlocks(text: string): readonly PemBlock[] {
  const found = text.matchAll(/-----BEGIN ([^-\n]*)-----([^-]*)-----END \1-----/g)
  return Array.from(found, ([, label = '', lines = '']): PemBlock => {
    if (label.endsWith('PRIVATE KEY')) return { kind: 'private-key' }
    if (!/^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label)) return { kind: 'other', label }
    return { kind: 'certificate', bytes: bytesOfBase64(lines.replaceAll(/\s/g, '')) }
  })
}
