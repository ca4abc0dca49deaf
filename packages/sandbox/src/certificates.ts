import { generate } from 'selfsigned'

/** A certificate with its key, all PEM. `ca` is what a client must trust. */
export type Certificate = { readonly cert: string; readonly key: string; readonly ca: string }

/**
 * Makes a self-signed certificate with an EC key, valid for a year. Names that
 * look like addresses become IP entries, `spiffe://` becomes a URI entry.
 */
export async function makeCertificate(commonName: string, names: readonly string[]): Promise<Certificate> {
  const now = Date.now()
  const pems = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + 365 * 86_400_000),
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
