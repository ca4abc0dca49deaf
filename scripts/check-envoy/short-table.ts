import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'

/** A short table of `istioctl proxy-config`, told by our rows: the command's words, and its cells without the head. */
export type ShortTable = {
  readonly command: readonly string[]
  readonly cells: (answers: ProxyAnswers) => readonly (readonly string[])[]
}

/** Titles of columns that hold a blank; between columns there may be no more than one. */
const title =
  /ECDS NAME|DESTINATION RULE|SERVICE FQDN|VHOST NAME|VIRTUAL SERVICE|OUTLIER CHECK|RESOURCE NAME|VALID CERT|SERIAL NUMBER|NOT AFTER|NOT BEFORE|TRUST DOMAIN|\S+/g

/**
 * Splits a table of istioctl into cells: its head says where columns begin,
 * because cells may hold blanks and may be empty.
 */
export function cellsOfTable(text: string): readonly (readonly string[])[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '')
  const begins = [...head.matchAll(title)].map(({ index }) => index)
  return lines.map((line) => begins.map((begin, place) => line.slice(begin, begins[place + 1]).trim()))
}

/** Rows that only one of two tables has, each as often as it has them; the order does not count. */
export function differingRows(
  theirs: readonly (readonly string[])[],
  ours: readonly (readonly string[])[],
): { readonly onlyTheirs: readonly string[]; readonly onlyOurs: readonly string[] } {
  const left = new Map<string, number>()
  for (const row of theirs) {
    const key = row.join(' | ')
    left.set(key, (left.get(key) ?? 0) + 1)
  }
  const onlyOurs = ours.flatMap((row) => {
    const key = row.join(' | ')
    const count = left.get(key) ?? 0
    if (count === 0) return [key]
    left.set(key, count - 1)
    return []
  })
  const onlyTheirs = [...left].flatMap(([key, count]) => Array.from({ length: count }, () => key))
  return { onlyTheirs, onlyOurs }
}
