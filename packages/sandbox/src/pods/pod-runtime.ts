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
  readonly #find: () => PodPorts
  readonly #faults = new Map<number, PortFault>()
  readonly #deadContainers = new Set<string>()
  readonly #opened = new Map<number, PodPort>()
  readonly #connections = new Map<PodConnection, number>()
  #ports: PodPorts | undefined
  #frozen: ReadonlySet<number> | 'all' = new Set()
  #thawed: Set<() => void> = new Set()
  #ended = false

  constructor(pod: KubeObject, find: (pod: KubeObject) => PodPorts) {
    this.uid = textAt(pod, 'metadata', 'uid') ?? ''
    this.#find = () => find(pod)
  }

  /** The numbers that listen right now. */
  listening(): readonly number[] {
    const numbers = new Set([...this.#all().keys(), ...this.#opened.keys()])
    return [...numbers].filter((number) => this.#accepting(number)).sort((a, b) => a - b)
  }

  get connections(): number {
    return this.#connections.size
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
    this.#ports ??= this.#find()
    return this.#ports
  }

  #portAt(number: number): PodPort | undefined {
    return this.#opened.get(number) ?? this.#all().get(number)
  }

  #accepting(number: number): PodPort | undefined {
    const port = this.#portAt(number)
    if (!port || this.#ended || this.#deadContainers.has(port.container)) return undefined
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
