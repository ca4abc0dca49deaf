import { messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** A certificate that Envoy has loaded, as `/certs` tells it, in use by one or more TLS contexts. */
export type LoadedCertificate = {
  readonly use: 'certificate' | 'authority'
  /** A path, or `<inline>`. */
  readonly path: string
  /** Hexadecimal digits. */
  readonly serial: string
  readonly names: readonly string[]
  /** Whole days, rounded down: 0 is less than a day. Not told for an expired one. */
  readonly daysLeft: number | undefined
  /** Milliseconds since 1970. */
  readonly notBefore: number | undefined
  readonly notAfter: number | undefined
  /** When the stapled OCSP response stops being good, RFC 3339. */
  readonly ocspUntil: string | undefined
  /** How many TLS contexts use it. */
  readonly contexts: number
}

/**
 * Reads `/certs`: each certificate once, however many contexts use it.
 * @see envoy: api/envoy/admin/v3/certs.proto
 */
export function readCerts(answer: JsonObject): readonly LoadedCertificate[] {
  const found = new Map<string, LoadedCertificate>()
  for (const context of messagesOf(answer, 'certificates')) {
    for (const [use, field] of uses) {
      for (const details of messagesOf(context, field)) {
        const one = readDetails(use, details)
        const key = [use, one.path, one.serial, one.notAfter].join(' ')
        found.set(key, { ...one, contexts: (found.get(key)?.contexts ?? 0) + 1 })
      }
    }
  }
  return [...found.values()]
}

const uses = [
  ['certificate', 'cert_chain'],
  ['authority', 'ca_cert'],
] as const

function readDetails(use: LoadedCertificate['use'], details: JsonObject): LoadedCertificate {
  return {
    use,
    path: textOf(details, 'path') ?? '',
    serial: textOf(details, 'serial_number') ?? '',
    names: messagesOf(details, 'subject_alt_names').flatMap(
      (name) => textOf(name, 'uri') ?? textOf(name, 'dns') ?? textOf(name, 'ip_address') ?? [],
    ),
    daysLeft: numberOf(details, 'days_until_expiration'),
    notBefore: instantOf(textOf(details, 'valid_from')),
    notAfter: instantOf(textOf(details, 'expiration_time')),
    ocspUntil: textOf(messageOf(details, 'ocsp_details'), 'expiration'),
    contexts: 0,
  }
}

/** RFC 3339 in milliseconds since 1970. */
export function instantOf(text: string | undefined): number | undefined {
  const instant = Date.parse(text ?? '')
  return Number.isNaN(instant) ? undefined : instant
}
