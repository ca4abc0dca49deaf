import { runCommand } from './cli/run-command.ts'
import { processTerminal } from './cli/terminal.ts'

/**
 * Everything must be closed this long after a signal to stop, in milliseconds.
 * It takes less than two seconds but for log levels that are set back first.
 */
const stopWithin = 9_000

/** A terminal sends its signal to the command and to whatever started it, which passes it on: so close together it is one, in milliseconds. */
const sameSignal = 500

const stopping = new AbortController()
let stoppedAt = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one means it.
    if (stopping.signal.aborted) {
      if (performance.now() - stoppedAt > sameSignal) process.exit(130)
      return
    }
    stoppedAt = performance.now()
    stopping.abort(new Error(signal))
    setTimeout(() => process.exit(1), stopWithin).unref()
  })
}

const code = await runCommand(process.argv.slice(2), processTerminal, stopping.signal)
process.exit(code)
