import type { Certificate } from './certificate.ts'

const hour = 3_600_000
const day = 24 * hour

/** How a certificate stands with its time. */
export type CertificateLife = 'not-yet-valid' | 'expired' | 'expiring-soon' | 'good'

type Times = Pick<Certificate, 'notBefore' | 'notAfter'>

/** Whether a certificate is a workload's own: short-lived and renewed by the agent beside the proxy. */
export function isWorkloadCertificate(certificate: Certificate): boolean {
  return (
    !certificate.isAuthority &&
    certificate.altNames.some(({ kind, value }) => kind === 'uri' && value.startsWith('spiffe://'))
  )
}

/**
 * How a certificate stands at `now` (milliseconds since 1970). "Soon" is when its
 * renewal is late: Istio's agent renews a workload certificate after half of its
 * life, so a fifth left, or an hour of a shorter one, means that it failed more than once. Others
 * are renewed by people and programs with a month to go (cert-manager: a third of
 * the life), so thirty days, or a quarter of a life shorter than 120 days.
 */
export function lifeOf(times: Times, workload: boolean, now: number): CertificateLife {
  if (now < times.notBefore) return 'not-yet-valid'
  if (now >= times.notAfter) return 'expired'
  const life = times.notAfter - times.notBefore
  const soon = workload ? Math.max(life / 5, Math.min(hour, life / 3)) : Math.min(30 * day, life / 4)
  return times.notAfter - now < soon ? 'expiring-soon' : 'good'
}

/** The share of its life that a certificate has left, 0 to 100. */
export function percentLeft(times: Times, now: number): number {
  const life = times.notAfter - times.notBefore
  if (life <= 0) return 0
  return Math.min(100, Math.max(0, ((times.notAfter - now) / life) * 100))
}
