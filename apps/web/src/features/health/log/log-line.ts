import { logLimits, logNotes } from '@portolan/contract/health-routes'
import type { LogNote } from '@portolan/contract/health-routes'
import { oneOf } from '../../../documents/search-text.ts'
import { shownText } from './log-text.ts'

/** One line that a container wrote. */
export type LogLine = {
  readonly kind: 'line'
  readonly container: string
  /** When the runtime took it, as Kubernetes wrote it; empty where that could not be read. */
  readonly time: string
  /** The same in microseconds of the epoch. */
  readonly at: number
  /** As it was written. */
  readonly raw: string
  /** As it may be shown. */
  readonly text: string
}

/** What Portolan says of a container's log, in place of a line. */
export type LogRemark = {
  readonly kind: 'remark'
  readonly container: string
  readonly note: LogNote
  /** The API server's words. */
  readonly words: string
}

/**
 * Reads one line of the logs' answer: `2026-11-23T05:00:00.1Z text`, with
 * `[NAME] ` before it where several containers were asked for, or `! ended`.
 * @param only the container, where one was asked for
 */
export function readLogLine(line: string, only: string | undefined): LogLine | LogRemark {
  const [, owner, rest] = (only === undefined ? /^\[([^\]]*)\] (.*)$/s.exec(line) : undefined) ?? []
  const container = only ?? owner ?? ''
  const said = rest ?? line
  const remark = /^! ([a-z]+) ?(.*)$/s.exec(said)
  const note = oneOf(logNotes, remark?.[1])
  if (note !== undefined) return { kind: 'remark', container, note, words: remark?.[2] ?? '' }
  const blank = said.indexOf(' ')
  const time = blank === -1 ? said : said.slice(0, blank)
  const at = microseconds(time)
  if (at === undefined) return { kind: 'line', container, time: '', at: 0, raw: said, text: shownText(said) }
  const raw = blank === -1 ? '' : said.slice(blank + 1)
  return { kind: 'line', container, time, at, raw, text: shownText(raw) }
}

/** RFC 3339 has as many digits after the point as its writer liked; a Date keeps three. */
function microseconds(time: string): number | undefined {
  const [, digits = ''] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/.exec(time) ?? []
  const milliseconds = Date.parse(time)
  if (Number.isNaN(milliseconds)) return undefined
  return milliseconds * 1000 + Number(digits.padEnd(6, '0').slice(3, 6))
}

/** Whether the server left out its end; of the longest line, its time and the blank behind it are a part. */
export function isCut({ time, raw }: Pick<LogLine, 'time' | 'raw'>): boolean {
  const most = logLimits.longestLine - time.length - 1
  // A unit of a text takes at most three bytes, and most lines are much shorter.
  return raw.length * 3 >= most && new TextEncoder().encode(raw).length >= most
}
