import { Gate } from '@portolan/tunnel/gate'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'

type Line = { readonly gate: Gate; members: number }

/**
 * One line per key: whoever is first goes on, the others wait in the order in
 * which they came. A line that nobody stands in is forgotten.
 */
export class WaitingLines {
  readonly #lines = new Map<string, Line>()

  /**
   * Waits for its turn, which ends with the work, however that ends.
   * @param patience longest wait, in milliseconds
   * @throws AppError `timeout` when it takes longer; TunnelError `aborted` when the signal aborts
   */
  async run<T>(
    key: string,
    options: { readonly signal: AbortSignal; readonly clock: Clock; readonly patience: number },
    work: () => Promise<T>,
  ): Promise<T> {
    const line = this.#lines.get(key) ?? { gate: new Gate(1), members: 0 }
    this.#lines.set(key, line)
    line.members += 1
    try {
      const pass = await enter(line.gate, options)
      try {
        return await work()
      } finally {
        pass[Symbol.dispose]()
      }
    } finally {
      line.members -= 1
      if (line.members === 0) this.#lines.delete(key)
    }
  }
}

async function enter(
  gate: Gate,
  { signal, clock, patience }: { signal: AbortSignal; clock: Clock; patience: number },
): Promise<Disposable> {
  if (!gate.full) return gate.enter(signal)
  const late = new AbortController()
  const entered = new AbortController()
  void clock.pause(patience, AbortSignal.any([signal, entered.signal])).then(() => late.abort())
  try {
    return await gate.enter(AbortSignal.any([signal, late.signal]))
  } catch (error) {
    if (signal.aborted || !late.signal.aborted) throw error
    const detail = `Others asked this Envoy for much, and it took longer than ${patience / 1000} s.`
    throw new AppError({ code: 'timeout', status: 504, detail, cause: error })
  } finally {
    entered.abort()
  }
}
