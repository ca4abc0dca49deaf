import type { KubeObject } from '../kube-object.ts'
import { ContainerLog } from './container-log.ts'
import type { FedInput } from './command-input.ts'
import type { CommandStreams, ExecBehaviour, PodInside } from './pod-inside.ts'
import { runCommand, type CommandEnd } from './run-command.ts'

export type RunningCommand = { readonly container: string; readonly command: readonly string[] }

type Running = RunningCommand & { readonly kill: AbortController }

/** What a container runtime does inside one pod: it runs commands and keeps logs. */
export class InsideRuntime {
  readonly #find: () => PodInside | Promise<PodInside>
  readonly #said = new Map<string, ExecBehaviour>()
  readonly #running = new Set<Running>()
  readonly #logs = new Map<string, ContainerLog>()
  #inside: PodInside | undefined
  /** Containers that ended before anybody looked inside. */
  #endedUnseen: string[] = []

  constructor(pod: KubeObject, find: (pod: KubeObject) => PodInside | Promise<PodInside>) {
    this.#find = () => find(pod)
  }

  /** Finds out what is inside the pod; asked before everything else. */
  async prepare(): Promise<void> {
    if (this.#inside) return
    this.#inside = await this.#find()
    for (const container of this.#endedUnseen.splice(0)) this.#endLog(container)
  }

  /** Another moment begins: commands say something else, logs that were read have grown. */
  async refresh(): Promise<void> {
    if (!this.#inside) return
    const before = this.#inside
    this.#inside = await this.#find()
    for (const { container, previous = false, lines } of this.#inside.logs ?? []) {
      const known = this.#logs.get(keyOf(container, previous))
      const had = before.logs?.find(
        (log) => log.container === container && (log.previous ?? false) === previous,
      )
      for (const { text, at } of lines.slice(had?.lines.length ?? 0)) known?.write(text, at)
    }
  }

  /** Commands that have not ended. One whose client has gone reads the end of its input and goes on, as it does with containerd. */
  get running(): readonly RunningCommand[] {
    return Array.from(this.#running, ({ container, command }) => ({ container, command }))
  }

  /** What every command in a container does from now on, until {@link heal}. */
  say(container: string, behaviour: ExecBehaviour): void {
    this.#said.set(container, behaviour)
  }

  async run(
    container: string,
    command: readonly string[],
    streams: CommandStreams & { readonly stdin: FedInput },
  ): Promise<CommandEnd> {
    const running = { container, command, kill: new AbortController() }
    const { signal } = running.kill
    signal.addEventListener('abort', () => streams.stdin.end(), { once: true })
    this.#running.add(running)
    try {
      return await runCommand(this.#behaviourOf(container, command), command, streams, signal)
    } finally {
      this.#running.delete(running)
    }
  }

  /** The log of the container that runs, or of the one before it; `undefined` when there was none before. */
  log(container: string, previous: boolean): ContainerLog | undefined {
    const key = keyOf(container, previous)
    const known = this.#logs.get(key)
    if (known) return known
    const found = this.#inside?.logs?.find(
      (log) => log.container === container && (log.previous ?? false) === previous,
    )
    if (!found && previous) return undefined
    const log = new ContainerLog(found?.lines)
    if (previous) log.end()
    this.#logs.set(key, log)
    return log
  }

  /** Why nobody knows what a container wrote, where that is so. */
  whyNoLog(container: string, previous: boolean): string | undefined {
    const isKnown =
      this.#logs.has(keyOf(container, previous)) ||
      this.#inside?.logs?.some((log) => log.container === container && (log.previous ?? false) === previous)
    return isKnown === true ? undefined : this.#inside?.whyNoLog?.(container)
  }

  /** Its commands are killed; what it wrote is the log of the one before from now on. */
  killContainer(container: string): void {
    for (const { container: where, kill } of this.#running) if (where === container) kill.abort()
    if (this.#inside) this.#endLog(container)
    else this.#endedUnseen.push(container)
  }

  heal(): void {
    this.#said.clear()
  }

  /** The pod is gone. */
  end(): void {
    for (const { kill } of this.#running) kill.abort()
    for (const log of this.#logs.values()) log.end()
  }

  #endLog(container: string): void {
    const log = this.log(container, false)
    log?.end()
    if (log) this.#logs.set(keyOf(container, true), log)
    this.#logs.set(keyOf(container, false), new ContainerLog())
  }

  #behaviourOf(container: string, command: readonly string[]): ExecBehaviour {
    const said = this.#said.get(container)
    if (said) return said
    const found = this.#inside?.execs?.find(
      (exec) => exec.container === container && (exec.fits?.(command) ?? true),
    )
    return found?.behaviour ?? this.#inside?.otherwise?.(container) ?? { kind: 'no-such-program' }
  }
}

function keyOf(container: string, previous: boolean): string {
  return previous ? `${container} before` : container
}
