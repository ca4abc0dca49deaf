import type { InsideProcess } from '@portolan/contract/inside'
import { openFilesOf } from './holders-of.ts'
import { maskedCommand } from './masked-command.ts'
import { maskedEnvironment } from './masked-environment.ts'
import { processStat } from './process-stat.ts'
import type { ProcTexts, ProcessTexts } from './read-output.ts'
import { mostProcesses } from './read-script.ts'

/** The kernel counts in hundredths of a second wherever Istio runs (USER_HZ). */
const millisecondsPerTick = 10

export type ReadProcesses = {
  readonly processes: InsideProcess[]
  /** Processes whose open files may not be read. */
  readonly hidden: number[]
  readonly notes: string[]
}

/**
 * The processes of one container. The reader and what it started are left out,
 * and so is what belongs to other containers where the pod, or the whole node,
 * shares its processes.
 * @param ofAnother the reader's container is there to show those of another one
 */
export function processesOf(texts: ProcTexts, ofAnother = false): ReadProcesses {
  const notes = notesOn(texts)
  const { byPid, ambiguous } = openFilesOf(texts)
  const processes: InsideProcess[] = []
  const hidden: number[] = []
  const own = texts.processes.filter((one) => (ofAnother ? !isOfReader(one, texts) : isOwn(one, texts)))
  const bootedAt = Number(/^btime (\d{1,12})$/m.exec(texts.shared.stat)?.[1] ?? Number.NaN) * 1_000
  const readers = readersIn(texts)
  let ended = 0
  for (const one of own) {
    if (readers.has(one.pid)) continue
    const stat = processStat(one)
    if (stat === undefined) {
      ended += 1
      continue
    }
    const files = byPid.get(one.pid)
    const isOpen = files !== undefined && !files.closed && files.count > 0
    // What has ended, and the kernel's own threads, have no memory and nothing open; of
    // everything else, nothing open means that it may not be read.
    if (!isOpen && /^VmSize:/m.test(one.status)) hidden.push(one.pid)
    const startedAt = isoTime(bootedAt + stat.startTicks * millisecondsPerTick)
    processes.push({
      pid: one.pid,
      parent: stat.parent,
      name: stat.name,
      command: maskedCommand(one.cmdline),
      state: stat.state,
      uid: effective(one.status, 'Uid'),
      gid: effective(one.status, 'Gid'),
      startedAt,
      openFiles: files !== undefined && files.count > 0 ? files.count : undefined,
      openFilesLimit: numberIn(/^Max open files +(\d+) /m, one.limits),
      environment: one.environment === undefined ? undefined : maskedEnvironment(one.environment),
      threads: stat.threads,
      cpuMilliseconds: stat.cpuTicks * millisecondsPerTick,
      residentBytes: (numberIn(/^VmRSS:\s+(\d+) kB$/m, one.status) ?? 0) * 1_024,
    })
  }
  if (ended > 0) notes.push(`${ended} processes ended while they were read`)
  if (!ofAnother && own.length < texts.processes.length) {
    notes.push(`${texts.processes.length - own.length} processes of other containers are left out`)
  }
  if (ambiguous.size > 0) {
    notes.push(
      `open files of ${[...ambiguous].join(', ')}: a file's name imitates the listing, so none is believed`,
    )
  }
  return {
    processes: processes.toSorted((a, b) => a.pid - b.pid),
    hidden: hidden.toSorted((a, b) => a - b),
    notes,
  }
}

function notesOn(texts: ProcTexts): string[] {
  const notes: string[] = []
  if (texts.by === 'tool') notes.push('there is no shell: the tables of sockets alone could be read')
  if (texts.cut) notes.push('the output was cut: what comes last in it is missing')
  if (texts.more) notes.push(`there are more than ${mostProcesses} processes: the others were not read`)
  if (texts.by === 'shell' && texts.open === undefined && !texts.cut) {
    notes.push('the image has no ls: which process holds which socket could not be read')
  }
  return notes
}

/**
 * Whether a process belongs to the reader's container. An exec is put into the
 * container's control group; when process 1 is not in it, the pod shares its
 * processes, and the group is what tells the containers apart.
 */
function isOwn(one: ProcessTexts, texts: ProcTexts): boolean {
  const group = controlGroup(texts.shared['self/cgroup'])
  const first = controlGroup(texts.processes.find(({ pid }) => pid === 1)?.cgroup ?? '')
  if (group === undefined || first === undefined || isWithin(first, group)) return true
  const its = controlGroup(one.cgroup)
  return its === undefined || isWithin(its, group)
}

/** Whether a process is certainly of the container in which the reader ran. */
function isOfReader(one: ProcessTexts, texts: ProcTexts): boolean {
  const group = controlGroup(texts.shared['self/cgroup'])
  const its = controlGroup(one.cgroup)
  return group !== undefined && its !== undefined && isWithin(its, group)
}

/** The unified group of version 2, or that of `pids`, which every container of version 1 has. */
function controlGroup(text: string): string | undefined {
  return (/^\d+:(?:[^:\n]*,)?pids(?:,[^:\n]*)?:(.+)$/m.exec(text) ?? /^0::(.+)$/m.exec(text))?.[1]
}

function isWithin(group: string, outer: string): boolean {
  return outer === '/' ? !group.startsWith('/..') : group === outer || group.startsWith(`${outer}/`)
}

/** The reader's own process is never read; what it started has it as an ancestor. */
function readersIn(texts: ProcTexts): ReadonlySet<number> {
  const parents = new Map(texts.processes.map((one) => [one.pid, processStat(one)?.parent]))
  const readers = new Set<number>([texts.reader])
  for (const pid of parents.keys()) {
    let at: number | undefined = pid
    // As many steps as there are processes: two files read at different times may form a ring.
    for (let steps = parents.size; at !== undefined && steps > 0; steps -= 1) {
      if (at === texts.reader) {
        readers.add(pid)
        break
      }
      at = parents.get(at)
    }
  }
  return readers
}

/** `Uid:	real	effective	saved	of the file system` */
function effective(status: string, name: 'Uid' | 'Gid'): number | undefined {
  return numberIn(name === 'Uid' ? /^Uid:\t\d+\t(\d+)\t/m : /^Gid:\t\d+\t(\d+)\t/m, status)
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

function isoTime(milliseconds: number): string | undefined {
  const time = new Date(milliseconds)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
