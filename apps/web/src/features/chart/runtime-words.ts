import type { Evidence } from '@portolan/contract/evidence'
import type { TableEvidence } from '@portolan/inside/chart/listening-ports'

/** How Go says that a dial failed, in the middle of what containerd and CRI-O say around it. */
const failedDial = /dial tcp\d? \S+ connect: .+?(?= IPv6\b|"|$)/

/**
 * The words that tell, out of a container runtime's long sentence about a
 * failed port-forward: `dial tcp4 127.0.0.1:15090: connect: connection refused`.
 * A text without such words is given back whole.
 * @see containerd: internal/cri/server/sandbox_portforward_linux.go
 */
export function heartOf(text: string): string {
  return failedDial.exec(text)?.[0] ?? text
}

/** All that a component said, where the sentence of evidence quotes only a part of it. */
export function wholeWords(evidence: Evidence | TableEvidence | undefined): string | undefined {
  if (evidence === undefined || (evidence.kind !== 'refused' && evidence.kind !== 'tunnel')) return undefined
  return heartOf(evidence.text) === evidence.text ? undefined : evidence.text
}
