import { certificateOf } from '../secrets/secrets-table.ts'
import { isWorkloadCertificate, lifeOf } from '../secrets/certificate-life.ts'
import type { CertificateLife } from '../secrets/certificate-life.ts'
import { secretRows } from '../secrets/secret-rows.ts'
import { readCerts } from '../proxy/certs.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'

/** A certificate that the proxy has, from whichever answer told of it. */
export type KnownCertificate = {
  /** The secrets it is in, or the path of its file. */
  readonly names: readonly string[]
  readonly from: 'secret' | 'certs'
  readonly title: string
  readonly serial: string
  readonly workload: boolean
  readonly notAfter: number
  readonly life: CertificateLife
}

/**
 * All the certificates of a proxy, each once: those of its secrets, and those that
 * only `/certs` knows, which come from files. The soonest to end is first.
 */
export function knownCertificates(answers: ProxyAnswers): readonly KnownCertificate[] {
  const found = new Map<string, KnownCertificate>()
  for (const row of secretRows(answers)) {
    const certificate = certificateOf(row)
    if (certificate === undefined) continue
    const workload = isWorkloadCertificate(certificate)
    const { serial, subject, altNames, notAfter } = certificate
    const title = altNames[0]?.value ?? subject
    const life = lifeOf(certificate, workload, answers.readAt)
    const known = found.get(digits(serial))
    if (known === undefined) {
      found.set(digits(serial), {
        names: [row.name],
        from: 'secret',
        title,
        serial,
        workload,
        notAfter,
        life,
      })
    } else if (!known.names.includes(row.name)) {
      found.set(digits(serial), { ...known, names: [...known.names, row.name] })
    }
  }
  for (const loaded of answers.certs === undefined ? [] : readCerts(answers.certs)) {
    const { serial, path, notBefore, notAfter, use } = loaded
    if (found.has(digits(serial)) || notBefore === undefined || notAfter === undefined) continue
    const workload = use === 'certificate' && loaded.names.some((name) => name.startsWith('spiffe://'))
    const life = lifeOf({ notBefore, notAfter }, workload, answers.readAt)
    const title = loaded.names[0] ?? ''
    found.set(digits(serial), { names: [path], from: 'certs', title, serial, workload, notAfter, life })
  }
  return [...found.values()].toSorted((a, b) => a.notAfter - b.notAfter)
}

function digits(serial: string): string {
  return serial.toLowerCase().replace(/^0+/, '')
}
