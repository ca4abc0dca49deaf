import { redacted } from './zone.ts'

/** Certificates and revocation lists in PEM, base64 as Envoy writes bytes: public, unless a key was put into the same file. */
export function keptCertificate(text: string, removed: (text: string) => void): string {
  const pem = text.startsWith('-----') ? text : Buffer.from(text, 'base64').toString('latin1')
  if (
    text === '' ||
    text === redacted ||
    (pem.trimStart().startsWith('-----BEGIN') && !pem.includes('PRIVATE KEY'))
  ) {
    return text
  }
  removed(text)
  return redacted
}
