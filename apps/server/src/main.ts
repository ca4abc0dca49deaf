import { runCommand } from './cli/run-command.ts'
import { processTerminal } from './cli/terminal.ts'

/** Everything must be closed this long after a signal to stop, in milliseconds. */
const stopWithin = 2_000

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one means it.
    if (stopping.signal.aborted) process.exit(130)
    stopping.abort(new Error(signal))
    setTimeout(() => process.exit(1), stopWithin).unref()
  })
}

const code = await runCommand(process.argv.slice(2), processTerminal, stopping.signal)
process.exit(code)
