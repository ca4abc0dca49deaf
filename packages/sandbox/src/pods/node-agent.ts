import type { KubeObject } from '../kube-object.ts'
import type { ObjectStore } from '../api/object-store.ts'
import type { SandboxMesh } from '../mesh.ts'
import { PodRuntime } from './pod-runtime.ts'

/** The runtimes of all pods, made when a pod is first reached. A pod that goes or gets a new uid ends its runtime. */
export class NodeAgent {
  readonly #portsOf: SandboxMesh['portsOf']
  readonly #runtimes = new Map<string, PodRuntime>()

  constructor(store: ObjectStore, portsOf: SandboxMesh['portsOf']) {
    this.#portsOf = portsOf
    store.subscribe((change) => {
      const { uid } = change.object.metadata
      const replaced = change.before && change.before.metadata.uid !== uid
      if (change.resource !== 'pods' || (change.kind !== 'DELETED' && !replaced)) return
      const gone = change.before?.metadata.uid ?? uid
      this.#runtimes.get(gone)?.end()
      this.#runtimes.delete(gone)
    })
  }

  runtimeOf(pod: KubeObject): PodRuntime {
    const { uid } = pod.metadata
    const known = this.#runtimes.get(uid)
    if (known) return known
    const runtime = new PodRuntime(pod, this.#portsOf)
    this.#runtimes.set(uid, runtime)
    return runtime
  }

  /** Lets every pod that was reached look again at what listens in it. */
  async refresh(): Promise<void> {
    for (const runtime of this.#runtimes.values()) await runtime.refresh()
  }

  heal(): void {
    for (const runtime of this.#runtimes.values()) runtime.heal()
  }

  end(): void {
    for (const runtime of this.#runtimes.values()) runtime.end()
    this.#runtimes.clear()
  }
}
