import type { KubeObject } from '../kube-object.ts'
import type { ObjectStore } from '../api/object-store.ts'
import type { SandboxMesh } from '../mesh.ts'
import { InsideRuntime } from './inside-runtime.ts'
import { PodRuntime } from './pod-runtime.ts'

/** The runtimes of all pods, made when a pod is first reached. A pod that goes or gets a new uid ends its runtime. */
export class NodeAgent {
  readonly #mesh: Pick<SandboxMesh, 'portsOf' | 'insideOf'>
  readonly #runtimes = new Map<string, PodRuntime>()
  readonly #insides = new Map<string, InsideRuntime>()

  constructor(store: ObjectStore, mesh: Pick<SandboxMesh, 'portsOf' | 'insideOf'>) {
    this.#mesh = mesh
    store.subscribe((change) => {
      const { uid } = change.object.metadata
      const replaced = change.before && change.before.metadata.uid !== uid
      if (change.resource !== 'pods' || (change.kind !== 'DELETED' && !replaced)) return
      const gone = change.before?.metadata.uid ?? uid
      this.#runtimes.get(gone)?.end()
      this.#runtimes.delete(gone)
      this.#insides.get(gone)?.end()
      this.#insides.delete(gone)
    })
  }

  runtimeOf(pod: KubeObject): PodRuntime {
    const { uid } = pod.metadata
    const known = this.#runtimes.get(uid)
    if (known) return known
    const runtime = new PodRuntime(pod, this.#mesh.portsOf)
    this.#runtimes.set(uid, runtime)
    return runtime
  }

  insideOf(pod: KubeObject): InsideRuntime {
    const { uid } = pod.metadata
    const known = this.#insides.get(uid)
    if (known) return known
    const inside = new InsideRuntime(pod, this.#mesh.insideOf ?? (() => ({})))
    this.#insides.set(uid, inside)
    return inside
  }

  /** Lets every pod that was reached look again at what listens and runs in it. */
  async refresh(): Promise<void> {
    for (const runtime of [...this.#runtimes.values(), ...this.#insides.values()]) await runtime.refresh()
  }

  heal(): void {
    for (const runtime of [...this.#runtimes.values(), ...this.#insides.values()]) runtime.heal()
  }

  end(): void {
    for (const runtime of [...this.#runtimes.values(), ...this.#insides.values()]) runtime.end()
    this.#runtimes.clear()
    this.#insides.clear()
  }
}
