import { generate } from 'selfsigned'

/** A certificate with its key, all PEM. `ca` is what a client must trust. */
export type Certificate = { readonly cert: string; readonly key: string; readonly ca: string }

const day = 86_400_000

/**
 * Makes a self-signed certificate with an EC key. Names that look like
 * addresses become IP entries, `spiffe://` becomes a URI entry.
 * @param notAfter until when it is valid, which may be over; a year from now when left out
 */
export async function makeCertificate(
  commonName: string,
  names: readonly string[],
  notAfter = new Date(Date.now() + 365 * day),
): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Math.min(Date.now() - 3_600_000, notAfter.getTime() - day)),
    notAfterDate: notAfter,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      { name: 'subjectAltName', altNames: names.map(alternativeName) },
    ],
  })
  return { cert: pems.cert, key: pems.private, ca: pems.cert }
}

function alternativeName(name: string) {
  if (/^[0-9.]+$|:.*:/.test(name) && !name.includes('/')) return { type: 7, ip: name } as const
  return name.includes('://') ? ({ type: 6, value: name } as const) : ({ type: 2, value: name } as const)
}
