import { KubeconfigError } from '../cluster/kubeconfig-error.ts'
import { portolanVersion } from '../portolan-version.ts'
import { helpText } from './help-text.ts'
import { parseArguments } from './parse-arguments.ts'
import type { Arguments } from './parse-arguments.ts'
import { ports } from './ports.ts'
import { serve } from './serve.ts'
import { snapshot } from './snapshot.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs one `portolan` command until it is done or the signal aborts.
 * @returns the exit code: 0 good, 1 failed, 2 when the command line or the kubeconfig cannot be used
 */
export async function runCommand(
  words: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await run(parseArguments(words), terminal, signal)
  } catch (error) {
    if (error instanceof UsageError || error instanceof KubeconfigError) {
      terminal.complain(`portolan: ${error.message}`)
      if (error instanceof UsageError) terminal.complain('See portolan --help.')
      return 2
    }
    throw error
  }
}

async function run(options: Arguments, terminal: Terminal, signal: AbortSignal): Promise<number> {
  switch (options.command) {
    case 'help':
      terminal.print(helpText)
      return 0
    case 'version':
      terminal.print(portolanVersion)
      return 0
    case 'serve':
      return serve(options, terminal, signal)
    case 'ports':
      return ports(options, terminal, signal)
    case 'snapshot':
      return snapshot(options, terminal, signal)
    default:
      return options satisfies never
  }
}
