import { logLimits } from '@portolan/contract/health-routes'
import type { LogNote } from '@portolan/contract/health-routes'

const newline = 10

/** Puts the pieces of a stream together to whole lines; what a line has beyond the longest is dropped. */
export class LogLines {
  #rest: Buffer[] = []
  #length = 0

  /** The lines that this piece completes, without their ends. */
  take(piece: Buffer): readonly Buffer[] {
    const lines: Buffer[] = []
    let from = 0
    for (let to = piece.indexOf(newline); to !== -1; to = piece.indexOf(newline, from)) {
      this.#keep(piece.subarray(from, to))
      lines.push(this.#line())
      from = to + 1
    }
    this.#keep(piece.subarray(from))
    return lines
  }

  /** What has no end, when the stream has ended. */
  end(): readonly Buffer[] {
    return this.#length === 0 ? [] : [this.#line()]
  }

  #keep(part: Buffer): void {
    const room = logLimits.longestLine - this.#length
    if (room <= 0 || part.length === 0) return
    // A copy: a part would keep the whole piece that it was cut from.
    const kept = Buffer.from(part.subarray(0, room))
    this.#rest.push(kept)
    this.#length += kept.length
  }

  #line(): Buffer {
    const line = Buffer.concat(this.#rest)
    this.#rest = []
    this.#length = 0
    return line
  }
}

/** Our own word between the lines of a log. */
export function noteLine(note: LogNote, words = ''): Buffer {
  return Buffer.from(`! ${note} ${words.replaceAll(/\s+/g, ' ').slice(0, 1_000)}`.trimEnd())
}

/** @param container set where several are read at once */
export function asSent(lines: readonly Buffer[], container: string | undefined): Buffer {
  const prefix = Buffer.from(container === undefined ? '' : `[${container}] `)
  return Buffer.concat(lines.flatMap((line) => [prefix, line, Buffer.of(newline)]))
}
