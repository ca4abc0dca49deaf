import { execFile } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** One process as `ps` shows it, with its number on this machine and in its own container. */
export type WitnessProcess = {
  readonly hostPid: number
  readonly container: string
  readonly pid: number
  /** In the container; 0 for a parent outside of it. */
  readonly parent: number
  readonly uid: number
  readonly gid: number
  readonly name: string
  readonly command: string
}

/** A container by its name, and by the number that its runtime gave it. */
export type RunningContainer = { readonly name: string; readonly id: string }

/**
 * Processes of containers that run on this machine, as `ps` prints them. Needs
 * the machine's own view of /proc. What ends meanwhile is left out.
 */
export async function readWitnessProcesses(
  containers: readonly RunningContainer[],
): Promise<readonly WitnessProcess[]> {
  const homes = new Map<number, { readonly container: string; readonly pid: number }>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const groups = readIfThere(`/proc/${entry}/cgroup`)
    const container = containers.find(({ id }) => groups.includes(id))
    const inside = /^NSpid:.*\s(\d+)$/m.exec(readIfThere(`/proc/${entry}/status`))?.[1]
    if (container !== undefined && inside !== undefined)
      homes.set(Number(entry), { container: container.name, pid: Number(inside) })
  }
  if (homes.size === 0) return []
  const columns = ['pid', 'ppid', 'euid', 'egid', 'comm', 'args'].flatMap((column) => ['-o', `${column}=`])
  const { stdout } = await run('ps', ['-ww', ...columns, '-p', [...homes.keys()].join(',')], {
    timeout: 10_000,
  })
  return readProcessTable(stdout, homes)
}

/** What `ps` printed: four numbers, the name in 15 columns, the command line. */
export function readProcessTable(
  output: string,
  homes: ReadonlyMap<number, { readonly container: string; readonly pid: number }>,
): readonly WitnessProcess[] {
  return output.split('\n').flatMap((line) => {
    const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s(.{15})\s(.*)$/.exec(line)
    const [, hostPid, parent, uid, gid, name = '', command = ''] = row ?? []
    const home = homes.get(Number(hostPid))
    if (row === null || home === undefined) return []
    return [
      {
        ...home,
        hostPid: Number(hostPid),
        parent: homes.get(Number(parent))?.pid ?? 0,
        uid: Number(uid),
        gid: Number(gid),
        name: name.trim(),
        command: command.trim(),
      },
    ]
  })
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
