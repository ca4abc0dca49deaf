import { memo } from 'react'
import type { Match } from './find-in-line.ts'
import type { LinePrefix } from './line-prefix.ts'
import type { KeptLine } from './log-book.ts'
import { logClock } from './log-clock.ts'
import { rowHeight } from './use-line-window.ts'

/** Colours that containers are told apart by, beside their names. */
const colours = 6

type LogRowProps = {
  readonly line: KeptLine
  readonly rows: number
  /** Counted from one. */
  readonly position: number
  readonly total: number
  readonly prefix: LinePrefix
  readonly colour: number
  readonly places: readonly Match[] | undefined
  /** The place that one is at. */
  readonly current: number | undefined
}

/** One line: when, of several containers whose, and what, with what is looked for marked. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { line, rows, position, total, prefix, colour, places, current } = props
  return (
    <li aria-setsize={total} aria-posinset={position} style={{ height: rows * rowHeight }}>
      <time dateTime={line.time} title={line.time} style={{ width: `${prefix.clock}ch` }}>
        {logClock(line.at, prefix.withDay)}
      </time>
      {prefix.name > 0 && (
        <b data-colour={colour % colours} title={line.container} style={{ width: `${prefix.name}ch` }}>
          {line.container}
        </b>
      )}
      <span>
        <Marked text={line.text} places={places} current={current} />
      </span>
    </li>
  )
})

type MarkedProps = {
  readonly text: string
  readonly places: readonly Match[] | undefined
  readonly current: number | undefined
}

function Marked({ text, places, current }: MarkedProps) {
  if (places === undefined) return text
  const ends = [0, ...places.map(([, to]) => to)]
  return (
    <>
      {places.map(([from, to], index) => (
        <span key={from}>
          {text.slice(ends[index], from)}
          <mark data-current={index === current || undefined}>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  )
}
