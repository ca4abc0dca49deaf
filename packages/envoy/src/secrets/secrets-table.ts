import { instantText } from '../proxy/time-text.ts'
import type { Column, ResourceTable } from '../table/resource-table.ts'
import type { Certificate } from './certificate.ts'
import { trustDomainOf } from './certificate-chain.ts'
import { lifeOf, isWorkloadCertificate, percentLeft } from './certificate-life.ts'
import { secretFacts } from './secret-facts.ts'
import { secretRows } from './secret-rows.ts'
import type { SecretRow } from './secret-rows.ts'

const columns: readonly Column<SecretRow>[] = [
  { id: 'secret.name', cell: ({ name }) => name },
  { id: 'secret.type', cell: typeOf },
  { id: 'secret.state', cell: ({ state }) => state, reads: 'state' },
  { id: 'secret.valid', cell: isValidNow },
  { id: 'secret.life', cell: lifeCell, reads: 'state' },
  { id: 'secret.left', cell: leftCell, reads: 'milliseconds' },
  {
    id: 'secret.names',
    cell: (row) =>
      certificateOf(row)
        ?.altNames.map(({ value }) => value)
        .join(', '),
  },
  { id: 'secret.position', cell: positionCell },
  { id: 'secret.serial', cell: (row) => serialOf(certificateOf(row)) },
  { id: 'secret.not-after', cell: (row) => instantCell(certificateOf(row)?.notAfter), reads: 'instant' },
  { id: 'secret.not-before', cell: (row) => instantCell(certificateOf(row)?.notBefore), reads: 'instant' },
  { id: 'secret.trust-domain', cell: domainOf, extra: true },
  { id: 'secret.subject', cell: (row) => certificateOf(row)?.subject, extra: true },
  { id: 'secret.issuer', cell: (row) => certificateOf(row)?.issuer, extra: true },
  { id: 'secret.key', cell: (row) => certificateOf(row)?.key, extra: true },
  { id: 'secret.signature', cell: (row) => certificateOf(row)?.signature, extra: true },
  { id: 'secret.percent-left', cell: percentCell, reads: 'percent', extra: true },
]

/** The certificates that Envoy shows to others and those by which it trusts others. */
export const secretsTable: ResourceTable<SecretRow> = {
  id: 'secrets',
  rows: secretRows,
  columns,
  name: ({ name }) => name,
  place: ({ document, path }) => ({ answer: 'dump', document, path }),
  facts: secretFacts,
}

export function certificateOf({ link }: SecretRow): Certificate | undefined {
  return link?.kind === 'certificate' ? link.certificate : undefined
}

/** What istioctl calls the certificate, by what it is and not by where it stands. */
export function typeOf(row: SecretRow): string | undefined {
  const certificate = certificateOf(row)
  if (certificate !== undefined) return certificate.isAuthority ? 'CA' : 'Cert Chain'
  switch (row.use) {
    case 'certificate':
      return 'Cert Chain'
    case 'authorities':
      return 'CA'
    case 'session-ticket-keys':
      return 'Session Ticket Keys'
    case 'generic':
      return 'Generic'
    case 'nothing':
      return undefined
    default:
      return row.use satisfies never
  }
}

/** Whether the certificate is within its time; a secret without one that can be read is not valid. */
export function isValidNow(row: SecretRow): boolean {
  const certificate = certificateOf(row)
  return certificate !== undefined && row.readAt > certificate.notBefore && row.readAt < certificate.notAfter
}

/** At least 32 hexadecimal digits, as istioctl writes a serial number. */
export function serialOf(certificate: Certificate | undefined): string | undefined {
  return certificate?.serial.replace(/^0+(?=.)/, '').padStart(32, '0')
}

export function domainOf(row: SecretRow): string | undefined {
  const certificate = certificateOf(row)
  return row.bundleDomain ?? (certificate === undefined ? undefined : trustDomainOf(certificate))
}

function instantCell(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : instantText(milliseconds)
}

function positionCell({ position, of }: SecretRow): string | undefined {
  return of === 0 ? undefined : `${position + 1}/${of}`
}

function lifeCell(row: SecretRow): string | undefined {
  const certificate = certificateOf(row)
  if (certificate !== undefined) return lifeOf(certificate, isWorkloadCertificate(certificate), row.readAt)
  return row.link === undefined ? undefined : 'unreadable'
}

function leftCell(row: SecretRow): number | undefined {
  const certificate = certificateOf(row)
  return certificate === undefined ? undefined : certificate.notAfter - row.readAt
}

function percentCell(row: SecretRow): number | undefined {
  const certificate = certificateOf(row)
  return certificate === undefined ? undefined : percentLeft(certificate, row.readAt)
}
