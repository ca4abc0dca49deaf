import type { JournalEntry, RequestReason } from '@portolan/contract/journal'

/** Which requests are shown. `undefined` is every one. */
export type RequestFilter = {
  readonly text: string
  readonly cluster: string | undefined
  readonly why: RequestReason | undefined
  readonly failedOnly: boolean
}

export const noFilter: RequestFilter = { text: '', cluster: undefined, why: undefined, failedOnly: false }

/** No answer, one that says no, or a question that ever had none. */
export function isFailed({ outcome, failed }: JournalEntry): boolean {
  return failed > 0 || outcome.kind === 'failed' || (outcome.kind === 'answered' && outcome.status >= 400)
}

/** Newest first; every word of the text must stand somewhere in what the row shows. */
export function filterRequests(
  requests: readonly JournalEntry[],
  { text, cluster, why, failedOnly }: RequestFilter,
): readonly JournalEntry[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return requests
    .filter(
      (entry) =>
        (cluster === undefined || entry.cluster === cluster) &&
        (why === undefined || entry.why === why) &&
        (!failedOnly || isFailed(entry)) &&
        (words.length === 0 || holds(entry, words)),
    )
    .toReversed()
}

function holds(entry: JournalEntry, words: readonly string[]): boolean {
  const shown = [entry.cluster, entry.identity, entry.method, entry.path, placeOf(entry)]
    .join(' ')
    .toLowerCase()
  return words.every((word) => shown.includes(word))
}

/** Where it went, as a row says it: `shop/frontend-1:15000`, `shop/frontend-1 (app)`, or nothing for the API server. */
export function placeOf({ target }: JournalEntry): string {
  if (target.kind === 'api') return ''
  const pod = `${target.pod.namespace}/${target.pod.name}`
  return target.kind === 'exec' ? `${pod} (${target.container})` : `${pod}:${target.port}`
}

/** Longest command of a row, in characters; the details have all of it. */
const longestCommand = 200

/** What was asked, as a row says it; the query is part of it. */
export function questionOf({ target, method, path }: JournalEntry): string {
  switch (target.kind) {
    case 'api':
      return `${method} ${path}`
    case 'tunnel':
      return ''
    case 'port':
      return `${method} ${path}`
    case 'exec':
      return `exec ${target.command.join(' ').replaceAll(/\s+/g, ' ').slice(0, longestCommand)}`
    case 'stream':
      return target.asked
    default:
      return target satisfies never
  }
}
