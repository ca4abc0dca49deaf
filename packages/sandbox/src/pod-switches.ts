import { randomUUID } from 'node:crypto'
import { listAt, numberAt, textAt, type JsonObject } from './json-value.ts'
import { keyOf, withStatus, type KubeObject } from './kube-object.ts'
import type { ObjectStore } from './api/object-store.ts'
import type { InsideRuntime, RunningCommand } from './pods/inside-runtime.ts'
import type { NodeAgent } from './pods/node-agent.ts'
import type { ExecBehaviour } from './pods/pod-inside.ts'
import type { PodPort } from './pods/pod-port.ts'
import type { PodRuntime } from './pods/pod-runtime.ts'

/**
 * Everything that can go wrong with one pod. Each switch acts at once and on
 * connections that are open already, as it would on a node.
 */
export class PodSwitches {
  readonly #store: ObjectStore
  readonly #node: NodeAgent
  #key: string

  constructor(store: ObjectStore, node: NodeAgent, key: string) {
    this.#store = store
    this.#node = node
    this.#key = key
  }

  /** The pod as the API server has it now. */
  get object(): KubeObject {
    const pod = this.#store.get('pods', this.#key)
    if (!pod) throw new Error(`the sandbox has no pod ${this.#key} any more`)
    return pod
  }

  /** Ports that accept connections right now. */
  listening(): Promise<readonly number[]> {
    return this.#runtime.listening()
  }

  /** Connections that are open to its ports. */
  get connections(): number {
    return this.#runtime.connections
  }

  /** Nothing listens there any more. */
  refuse(port: number): void {
    this.#runtime.fault(port, { kind: 'refuse' })
  }

  /** Accepts, and nothing comes back. */
  stall(port: number): void {
    this.#runtime.fault(port, { kind: 'stall' })
  }

  /** What the client sends arrives so much later. */
  latency(port: number, milliseconds: number): void {
    this.#runtime.fault(port, { kind: 'latency', milliseconds })
  }

  /** Resets each connection after so many bytes towards the client. */
  resetAfter(port: number, bytes: number): void {
    this.#runtime.fault(port, { kind: 'reset-after', bytes })
  }

  /** Ends the connection in the middle of the first body. */
  halfBody(port: number): void {
    this.#runtime.fault(port, { kind: 'half-body' })
  }

  /** Ends a kept connection just when its second request comes. */
  closeRace(port: number): void {
    this.#runtime.fault(port, { kind: 'close-race' })
  }

  /** Accepts and closes at once. */
  acceptAndClose(port: number): void {
    this.#runtime.fault(port, { kind: 'accept-and-close' })
  }

  /** Lets something else listen on a port. */
  open(port: number, behind: PodPort): void {
    this.#runtime.open(port, behind)
  }

  /** Stops the processes behind these ports (all when none is named): connections are accepted, nobody answers. */
  freeze(...ports: readonly number[]): void {
    this.#runtime.freeze(ports.length === 0 ? 'all' : ports)
  }

  /** What every command in a container does from now on, until {@link heal}. */
  say(container: string, behaviour: ExecBehaviour): void {
    this.#inside.say(container, behaviour)
  }

  /** Commands that have not ended. One whose client has gone goes on, as it does with containerd. */
  get commands(): readonly RunningCommand[] {
    return this.#inside.running
  }

  /** The container writes a line to its log. */
  async writeLog(container: string, text: string): Promise<void> {
    await this.#inside.prepare()
    this.#inside.log(container, false)?.write(text)
  }

  /** Its ports refuse, and Kubernetes says CrashLoopBackOff. */
  crashContainer(name: string): void {
    this.#runtime.killContainer(name)
    this.#inside.killContainer(name)
    const { name: pod, namespace, uid } = this.object.metadata
    const message = `back-off 5m0s restarting failed container=${name} pod=${pod}_${namespace ?? ''}(${uid})`
    this.#setContainer(name, {
      ready: false,
      started: false,
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: now() } },
    })
  }

  /** The container runs again, one restart later. */
  restartContainer(name: string): void {
    this.#runtime.startContainer(name)
    this.#setContainer(name, { ready: true, started: true, state: { running: { startedAt: now() } } }, 1)
  }

  /** Kubernetes' word on a container's readiness, without any port changing. */
  ready(container: string, ready: boolean): void {
    this.#setContainer(container, { ready })
  }

  setStatus(status: JsonObject): void {
    this.#store.put('pods', withStatus(this.object, status))
  }

  /** Undoes the faults of ports and commands, freezing and dead containers; what Kubernetes says stays. */
  heal(): void {
    this.#runtime.heal()
    this.#inside.heal()
  }

  /**
   * The pod is deleted and another one takes its place: same name as of a
   * StatefulSet, or a new one as of a Deployment. These switches go on with it.
   */
  replace(name = this.object.metadata.name): KubeObject {
    const old = this.object
    this.delete()
    const metadata = {
      ...old.metadata,
      name,
      uid: randomUUID(),
      creationTimestamp: now(),
      deletionTimestamp: undefined,
    }
    const fresh = this.#store.put('pods', { ...old, metadata })
    this.#key = keyOf(fresh)
    return fresh
  }

  /** Terminating first, then gone. */
  delete(): void {
    const { metadata } = this.object
    this.#store.put('pods', { ...this.object, metadata: { ...metadata, deletionTimestamp: now() } })
    this.#store.remove('pods', this.#key)
  }

  get #inside(): InsideRuntime {
    return this.#node.insideOf(this.object)
  }

  get #runtime(): PodRuntime {
    return this.#node.runtimeOf(this.object)
  }

  #setContainer(name: string, status: JsonObject, restarts = 0): void {
    const pod = this.object
    const change = (field: string): readonly unknown[] =>
      listAt(pod, 'status', field).map((one) => {
        if (textAt(one, 'name') !== name) return one
        const restartCount = (numberAt(one, 'restartCount') ?? 0) + restarts
        return Object.assign({}, one, status, { restartCount })
      })
    this.setStatus({
      containerStatuses: change('containerStatuses'),
      initContainerStatuses: change('initContainerStatuses'),
    })
  }
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z')
}
