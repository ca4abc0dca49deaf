import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** The top of the repository. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

export type ToolResult = { readonly status: number; readonly output: string }

export type ToolOptions = {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** `show` lets the tool write to this terminal; `keep` collects what it prints. */
  readonly output?: 'show' | 'keep'
}

/**
 * Runs a program of the workspace (or of the system) to its end.
 * @throws when it cannot be started; a failing program is a `status`, not an error.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  const child = spawn(command, [...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: options.output === 'keep' ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    shell: process.platform === 'win32',
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve({ status: status ?? (signal ? 1 : 0), output }))
  })
}

/** Runs tools one after another and ends the process with the first failure. */
export async function runToolsOrExit(...steps: readonly (readonly [string, ...string[]])[]): Promise<void> {
  for (const [command, ...args] of steps) {
    const { status } = await runTool(command, args)
    if (status !== 0) process.exit(status)
  }
}
