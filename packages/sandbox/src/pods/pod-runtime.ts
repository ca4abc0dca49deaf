import { randomBytes, randomUUID } from 'node:crypto'
import type { KubeObject } from '../kube-object.ts'
import { textAt } from '../json-value.ts'
import { PodConnection } from './pod-connection.ts'
import type { PodPort, PodPorts } from './pod-port.ts'
import type { PortFault } from './port-fault.ts'
import { servePort } from './port-server.ts'

/** What a container runtime does with one pod: its sandbox, its ports and the connections to them. */
export class PodRuntime {
  readonly uid: string
  readonly sandboxId = randomBytes(32).toString('hex')
  readonly netns = `/var/run/netns/cni-${randomUUID()}`
  readonly #find: () => PodPorts | Promise<PodPorts>
  readonly #faults = new Map<number, PortFault>()
  readonly #deadContainers = new Set<string>()
  readonly #opened = new Map<number, PodPort>()
  readonly #connections = new Map<PodConnection, number>()
  #ports: PodPorts | undefined
  #frozen: ReadonlySet<number> | 'all' = new Set()
  #thawed: Set<() => void> = new Set()
  #ended = false

  constructor(pod: KubeObject, find: (pod: KubeObject) => PodPorts | Promise<PodPorts>) {
    this.uid = textAt(pod, 'metadata', 'uid') ?? ''
    this.#find = () => find(pod)
  }

  /** Finds out what listens in the pod; asked before {@link connect}. */
  async prepare(): Promise<void> {
    this.#ports ??= await this.#find()
  }

  /** Another moment begins: what listens may be something else, and connections to what is gone are reset. */
  async refresh(): Promise<void> {
    if (!this.#ports) return
    const before = this.#ports
    this.#ports = await this.#find()
    const after = this.#ports
    this.#resetConnections((port) => !this.#opened.has(port) && before.get(port) !== after.get(port))
  }

  /** The numbers that listen right now. */
  async listening(): Promise<readonly number[]> {
    await this.prepare()
    const numbers = new Set([...this.#all().keys(), ...this.#opened.keys()])
    return [...numbers].filter((number) => this.#accepting(number)).sort((a, b) => a - b)
  }

  get connections(): number {
    return this.#connections.size
  }

  /** The runtime's words for a refused port, where they were recorded. */
  refusal(number: number): string | undefined {
    const port = this.#portAt(number)
    return port?.kind === 'refused' && port.text !== '' ? port.text : undefined
  }

  /** Dials a port; `undefined` is a refused connection. */
  connect(number: number): PodConnection | undefined {
    const port = this.#accepting(number)
    if (!port) return undefined
    const connection = new PodConnection({
      fault: () => this.#faults.get(number),
      running: () => this.#untilRunning(number),
    })
    this.#connections.set(connection, number)
    connection.once('close', () => this.#connections.delete(connection))
    const closes = this.#faults.get(number)?.kind === 'accept-and-close'
    void servePort(closes ? { kind: 'black-hole', container: port.container } : port, connection.far)
    return connection
  }

  /** Lets something listen on a port, in place of what was there. */
  open(number: number, port: PodPort): void {
    this.#opened.set(number, port)
  }

  fault(number: number, fault: PortFault): void {
    this.#faults.set(number, fault)
    if (fault.kind === 'refuse') this.#resetConnections((port) => port === number)
  }

  /** Stops processes as SIGSTOP does: the kernel goes on accepting, nobody answers. */
  freeze(numbers: readonly number[] | 'all'): void {
    this.#frozen =
      numbers === 'all' ? 'all' : new Set([...(this.#frozen === 'all' ? [] : this.#frozen), ...numbers])
  }

  killContainer(name: string): void {
    this.#deadContainers.add(name)
    this.#resetConnections((number) => this.#portAt(number)?.container === name)
  }

  startContainer(name: string): void {
    this.#deadContainers.delete(name)
    for (const port of this.#all().values()) if (port.container === name) port.restart?.()
  }

  /** Undoes every fault; frozen processes go on where they were. */
  heal(): void {
    this.#faults.clear()
    this.#frozen = new Set()
    this.#deadContainers.clear()
    this.#wake()
  }

  /** The pod is gone: its network namespace closes. */
  end(): void {
    this.#ended = true
    this.#resetConnections(() => true)
    this.#wake()
  }

  #all(): PodPorts {
    return this.#ports ?? new Map()
  }

  #portAt(number: number): PodPort | undefined {
    return this.#opened.get(number) ?? this.#all().get(number)
  }

  #accepting(number: number): PodPort | undefined {
    const port = this.#portAt(number)
    if (!port || port.kind === 'refused' || this.#ended || this.#deadContainers.has(port.container))
      return undefined
    return this.#faults.get(number)?.kind === 'refuse' ? undefined : port
  }

  #silent(number: number): boolean {
    const frozen = this.#frozen === 'all' || this.#frozen.has(number)
    return !this.#ended && (frozen || this.#faults.get(number)?.kind === 'stall')
  }

  async #untilRunning(number: number): Promise<void> {
    while (this.#silent(number)) await new Promise<void>((resolve) => this.#thawed.add(resolve))
  }

  #wake(): void {
    const waiting = this.#thawed
    this.#thawed = new Set()
    for (const wake of waiting) wake()
  }

  #resetConnections(which: (port: number) => boolean): void {
    for (const [connection, port] of this.#connections) if (which(port)) connection.reset()
  }
}
