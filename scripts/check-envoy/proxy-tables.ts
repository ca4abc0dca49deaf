import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { instantText } from '@portolan/envoy/proxy/time-text'
import { loggersTable } from '@portolan/envoy/proxy/loggers-table'
import { secretRows } from '@portolan/envoy/secrets/secret-rows'
import type { SecretRow } from '@portolan/envoy/secrets/secret-rows'
import { certificateOf, domainOf, isValidNow, serialOf, typeOf } from '@portolan/envoy/secrets/secrets-table'
import type { ShortTable } from './short-table.ts'

/** The short tables of the proxy itself. */
export const proxyShortTables: readonly ShortTable[] = [
  { command: ['secret'], cells: secretCells },
  { command: ['log'], cells: logCells },
]

/**
 * istioctl shows one line per secret that came by SDS: its first certificate, or
 * one per trust domain. It adds the column of trust domains when every line has one.
 * @see istio: istioctl/pkg/writer/compare/sds
 */
function secretCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  const rows = secretRows(answers).filter(
    ({ state, position }) => (state === 'active' || state === 'warming') && position === 0,
  )
  const withDomains = rows.every((row) => certificateOf(row) !== undefined && (domainOf(row) ?? '') !== '')
  return rows.map((row) => [...secretLine(row), ...(withDomains ? [domainOf(row) ?? ''] : [])])
}

function secretLine(row: SecretRow): readonly string[] {
  const certificate = certificateOf(row)
  return [
    row.name,
    certificate === undefined ? '' : (typeOf(row) ?? ''),
    row.state.toUpperCase(),
    String(isValidNow(row)),
    serialOf(certificate) ?? '',
    certificate === undefined ? '' : instantText(certificate.notAfter),
    certificate === undefined ? '' : instantText(certificate.notBefore),
  ]
}

/** After the pod's name istioctl prints what Envoy answered; its first line heads the list. */
function logCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  return loggersTable.rows(answers).map(({ logger, level }) => [`${logger}: ${level}`])
}
