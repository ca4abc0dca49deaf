import tls from 'node:tls'
import type { Duplex } from 'node:stream'
import type { Evidence } from '@portolan/contract/evidence'
import { askOverTunnel } from './ask-over-tunnel.ts'
import { bounded } from './evidence-of-error.ts'
import type { Asking } from './probe-way.ts'

/**
 * Shakes hands and hangs up. The certificate is evidence, not a credential: it
 * is reported and never trusted, so it is not verified. A server that ends the
 * handshake because we have no client certificate has proved TLS as well.
 */
export function probeTls(asking: Asking, serverName: string | undefined): Promise<Evidence> {
  return askOverTunnel(asking, 'TLS ClientHello', async (tunnel) => {
    const began = performance.now()
    try {
      const secure = await startTls(tunnel, serverName)
      const milliseconds = Math.round(performance.now() - began)
      const evidence = certificateEvidence(secure, milliseconds)
      // close_notify first: a server logs an aborted connection, and an orderly one not.
      secure.end()
      return evidence
    } catch (error) {
      const alert = alertOf(error)
      if (alert === undefined) throw error
      return { kind: 'tls-alert', text: alert, milliseconds: Math.round(performance.now() - began) }
    }
  })
}

/** A TLS client over an open tunnel, handshake done. The certificate is not verified: see {@link probeTls}. */
export function startTls(tunnel: Duplex, serverName: string | undefined): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = tls.connect({
      socket: tunnel,
      rejectUnauthorized: false,
      ...(serverName === undefined ? {} : { servername: serverName }),
      ALPNProtocols: ['http/1.1'],
    })
    secure.once('secureConnect', () => resolve(secure))
    // Stays after the handshake: an alert may come later (TLS 1.3), when nobody asks any more.
    secure.on('error', reject)
  })
}

function certificateEvidence(secure: tls.TLSSocket, milliseconds: number): Evidence {
  const certificate = secure.getPeerCertificate()
  return {
    kind: 'tls',
    names: namesOf(certificate),
    notAfter: certificate.valid_to === undefined ? '' : new Date(certificate.valid_to).toISOString(),
    protocol: secure.getProtocol() ?? 'unknown',
    milliseconds,
  }
}

/** Subject alternative names as OpenSSL prints them without their type, e.g. `istiod.istio-system.svc`; else the common name. */
function namesOf(certificate: tls.PeerCertificate): readonly string[] & string[] {
  const names = (certificate.subjectaltname ?? '')
    .split(', ')
    .map((entry) => entry.replace(/^(?:DNS|URI|IP Address):/, ''))
    .filter((name) => name !== '')
  if (names.length > 0) return names
  const common = certificate.subject?.CN
  return typeof common === 'string' ? [common] : []
}

/** OpenSSL's words for an alert that the server sent, e.g. `tlsv13 alert certificate required`. */
function alertOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('reason' in error) || typeof error.reason !== 'string') return undefined
  return /alert/i.test(error.reason) ? bounded(error.reason) : undefined
}
