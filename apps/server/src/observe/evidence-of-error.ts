import type { Evidence } from '@portolan/contract/evidence'
import { TunnelError } from '@portolan/tunnel/tunnel-error'

/** Longest text of a component that is kept as evidence, in characters. */
const longestText = 600

/**
 * What a failed question proves. A refused port is told by the runtime's words,
 * everything else that a tunnel can suffer says nothing about the port; bytes
 * that are not of the protocol, or a connection closed instead of an answer,
 * say that the port does not speak what it should.
 */
export function evidenceOfError(error: unknown, asked: string): Evidence {
  const tunnelError = findTunnelError(error)
  if (tunnelError !== undefined) {
    const { code, status } = tunnelError
    const text = bounded(tunnelError.text)
    if (code === 'refused') return { kind: 'refused', text }
    return status === undefined ? { kind: 'tunnel', code, text } : { kind: 'tunnel', code, status, text }
  }
  return { kind: 'unexpected', asked, text: wordsOf(error) }
}

/** Cuts a component's words to what may be kept, on one line less its outer space. */
export function bounded(text: string): string {
  const trimmed = text.trim()
  return trimmed.length > longestText ? `${trimmed.slice(0, longestText)}…` : trimmed
}

/** The start of what a port sent, made readable: everything but printable ASCII becomes a dot. */
export function printable(bytes: Uint8Array): string {
  return bounded(
    Buffer.from(bytes.subarray(0, 120))
      .toString('latin1')
      .replaceAll(/[^ -~]/g, '.'),
  )
}

function findTunnelError(error: unknown): TunnelError | undefined {
  if (error instanceof TunnelError) return error
  return error instanceof Error && error.cause instanceof TunnelError ? error.cause : undefined
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return bounded(String(error))
  // Node's HTTP parser hands over the bytes that it could not read.
  if ('rawPacket' in error && error.rawPacket instanceof Uint8Array) return printable(error.rawPacket)
  return bounded(error.message)
}
