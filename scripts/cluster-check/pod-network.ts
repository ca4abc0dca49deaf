import { execFile } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import process from 'node:process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Who opens connections, and from where. */
export type Sender = { readonly uid: number; readonly gid: number }

/** Rules with how many packets each has counted, as `TABLE RULE`. */
export type RuleCounts = ReadonlyMap<string, number>

/**
 * The network namespace of a pod whose containers run on this machine, entered
 * with nsenter: needs root on the node. Changes nothing in it.
 */
export class PodNetwork {
  readonly #pid: string

  private constructor(pid: string) {
    this.#pid = pid
  }

  /** Undefined when none of the containers, by their ids, has a process here. */
  static find(containerIds: readonly string[]): PodNetwork | undefined {
    if (process.getuid?.() !== 0) return undefined
    const [pid] = containerIds.flatMap((id) => firstProcess(id) ?? [])
    return pid === undefined ? undefined : new PodNetwork(pid)
  }

  /** The name servers in the resolv.conf that its process sees. */
  nameservers(): readonly string[] {
    const text = readIfThere(`/proc/${this.#pid}/root/etc/resolv.conf`)
    return [...text.matchAll(/^nameserver\s+(\S+)/gm)].map((match) => match[1] ?? '')
  }

  /** What a program of this machine prints when it is run in the pod's network. */
  async run([program = '', ...args]: readonly string[]): Promise<string> {
    const { stdout } = await run('nsenter', ['-t', this.#pid, '-n', program, ...args], {
      timeout: 10_000,
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  }

  /** What `iptables-save -c` or `ip6tables-save -c` prints there. */
  async rules(program: 'iptables-save' | 'ip6tables-save'): Promise<string> {
    return this.run([program, '-c'])
  }

  /**
   * Opens `count` connections at once, from inside the pod as `sender`, or from
   * this machine without one, and waits until each was answered, refused or given up.
   */
  async connect(
    to: { readonly protocol: 'tcp' | 'udp'; readonly address: string; readonly port: number },
    count: number,
    sender: Sender | undefined,
  ): Promise<void> {
    const file = `/dev/${to.protocol}/${to.address}/${to.port}`
    const one = to.protocol === 'udp' ? `echo x > ${file}` : `exec 3<> ${file}`
    const shell = [
      'timeout',
      '3',
      'bash',
      '-c',
      `for i in $(seq ${count}); do (${one}) 2>/dev/null & done; wait`,
    ]
    const inside =
      sender === undefined
        ? []
        : [
            'nsenter',
            '-t',
            this.#pid,
            '-n',
            'setpriv',
            `--reuid=${sender.uid}`,
            `--regid=${sender.gid}`,
            '--clear-groups',
          ]
    const [program = 'timeout', ...args] = [...inside, ...shell]
    // That a connection is refused or not answered is no failure here: its first packet has met the rules.
    await run(program, args, { timeout: 10_000 }).catch(() => undefined)
  }
}

/** The packets that each rule has counted, read with no code of the product. */
export function countsOf(save: string): RuleCounts {
  const counts = new Map<string, number>()
  let table = ''
  for (const line of save.split('\n')) {
    if (line.startsWith('*')) table = line.slice(1)
    const counted = /^\[(\d+):\d+\] (-A .*)$/.exec(line)
    if (counted !== null) counts.set(`${table} ${counted[2] ?? ''}`, Number(counted[1]))
  }
  return counts
}

/** The first process of a container stays; a probe's or an exec's may be gone in a moment. */
export function firstProcess(containerId: string): string | undefined {
  return readdirSync('/proc').find(
    (pid) =>
      /^\d+$/.test(pid) &&
      readIfThere(`/proc/${pid}/cgroup`).includes(containerId) &&
      /^NSpid:.*\s1$/m.test(readIfThere(`/proc/${pid}/status`)),
  )
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
