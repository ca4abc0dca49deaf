import type { InsideRecord } from '@portolan/contract/inside-changes'

/**
 * Since when each socket is known to be open, at the latest: the kernel does
 * not tell when a connection was made, so this is the look that saw it first.
 * @returns for a socket's key an ISO 8601 moment
 */
export function seenSince({
  look,
  history,
}: Pick<InsideRecord, 'look' | 'history'>): (key: string) => string {
  const opened = new Map(
    history.flatMap(({ at, opened: sockets }) => sockets.map(({ key }) => [key, at] as const)),
  )
  // A change that was cut may have left it out.
  const cut = history.findLast((change) => change.cut > 0)
  const known = cut?.at ?? history[0]?.at ?? look?.at ?? ''
  return (key) => opened.get(key) ?? known
}
