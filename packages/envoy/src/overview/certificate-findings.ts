import { durationText, instantText } from '../proxy/time-text.ts'
import { told } from '../proxy/told.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { secretRows } from '../secrets/secret-rows.ts'
import type { Fact } from '../table/resource-table.ts'
import type { Finding } from './finding.ts'
import { knownCertificates } from './known-certificates.ts'
import type { KnownCertificate } from './known-certificates.ts'

/** Certificates that have ended, will soon, or cannot be read. */
export function certificateFindings(answers: ProxyAnswers): readonly Finding[] {
  const unreadable = secretRows(answers).flatMap(({ name, link }): readonly Finding[] =>
    link?.kind === 'unreadable'
      ? [
          {
            severity: 'problem',
            word: 'finding.certificate-unreadable',
            name,
            text: link.text,
            link: { kind: 'row', table: 'secrets', name },
          },
        ]
      : [],
  )
  return [...unreadable, ...knownCertificates(answers).flatMap((one) => lifeFinding(one, answers.readAt))]
}

function lifeFinding(certificate: KnownCertificate, readAt: number): readonly Finding[] {
  const { names, title, life, workload } = certificate
  const name = names[0] ?? ''
  const said = {
    name,
    text: title,
    facts: certificateFact(certificate, readAt).facts ?? [],
    ...(certificate.from === 'secret' ? { link: { kind: 'row', table: 'secrets', name } as const } : {}),
  }
  switch (life) {
    case 'good':
      return []
    case 'expiring-soon': {
      const why = workload ? 'finding.expiring-workload.why' : 'finding.expiring.why'
      return [{ severity: 'warning', word: 'finding.expiring', why, ...said }]
    }
    case 'expired':
      return [{ severity: 'problem', word: 'finding.expired', why: 'finding.expired.why', ...said }]
    case 'not-yet-valid':
      return [
        { severity: 'problem', word: 'finding.not-yet-valid', why: 'finding.not-yet-valid.why', ...said },
      ]
    default:
      return life satisfies never
  }
}

/** Each certificate with the time it has left. */
export function certificateFacts(answers: ProxyAnswers): readonly Fact[] {
  return knownCertificates(answers).map((one) => certificateFact(one, answers.readAt))
}

function certificateFact(certificate: KnownCertificate, readAt: number): Fact {
  const { names, title, notAfter, serial, life } = certificate
  return {
    word: 'secret.certificate',
    name: names.join(', '),
    text: title,
    ...(life === 'good' ? {} : { tone: life === 'expiring-soon' ? 'warning' : 'problem' }),
    facts: [
      ...told('secret.left', durationText(notAfter - readAt)),
      ...told('secret.not-after', instantText(notAfter)),
      ...told('secret.serial', serial),
    ],
  }
}
