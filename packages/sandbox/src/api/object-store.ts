import { keyOf, resourceNames, type KubeObject, type ResourceName } from '../kube-object.ts'
import type { MeshObjects } from '../mesh.ts'

export type ChangeKind = 'ADDED' | 'MODIFIED' | 'DELETED'
export type Change = {
  readonly resource: ResourceName
  readonly kind: ChangeKind
  readonly object: KubeObject
  /** What it was before; `undefined` for something new. */
  readonly before: KubeObject | undefined
  readonly version: number
}

type Shelf = { readonly byKey: Map<string, KubeObject>; sorted: readonly KubeObject[] | undefined }

/** How many changes a watch may be behind before it is told that its version is gone. */
const historyLimit = 10_000

/**
 * The objects of the cluster under one growing resource version, as etcd has
 * it. Objects are never changed in place: a change is a new object.
 */
export class ObjectStore {
  readonly #shelves: Readonly<Record<ResourceName, Shelf>>
  readonly #listeners = new Set<(change: Change) => void>()
  #hasEvents: boolean
  #history: Change[] = []
  #version: number
  #oldest: number

  constructor(objects: MeshObjects, firstVersion = 1000) {
    this.#shelves = {
      pods: emptyShelf(),
      services: emptyShelf(),
      namespaces: emptyShelf(),
      configmaps: emptyShelf(),
      events: emptyShelf(),
    }
    this.#hasEvents = objects.events !== undefined
    this.#version = firstVersion
    for (const resource of resourceNames) {
      for (const object of objects[resource] ?? []) {
        this.#version += 1
        this.#shelves[resource].byKey.set(keyOf(object), stamped(object, this.#version))
      }
    }
    this.#oldest = this.#version
  }

  /** Whether the cluster has such objects at all: nobody may have kept its events. */
  holds(resource: ResourceName): boolean {
    return resource !== 'events' || this.#hasEvents
  }

  get version(): number {
    return this.#version
  }

  /** Changes at or before this version are forgotten. */
  get oldest(): number {
    return this.#oldest
  }

  /** In the order of keys, as etcd lists. */
  list(resource: ResourceName): readonly KubeObject[] {
    const shelf = this.#shelves[resource]
    shelf.sorted ??= [...shelf.byKey.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object)
    return shelf.sorted
  }

  get(resource: ResourceName, key: string): KubeObject | undefined {
    return this.#shelves[resource].byKey.get(key)
  }

  put(resource: ResourceName, object: KubeObject): KubeObject {
    const shelf = this.#shelves[resource]
    const before = shelf.byKey.get(keyOf(object))
    if (resource === 'events') this.#hasEvents = true
    this.#version += 1
    const after = stamped(object, this.#version)
    shelf.byKey.set(keyOf(object), after)
    shelf.sorted = undefined
    this.#tell({
      resource,
      kind: before ? 'MODIFIED' : 'ADDED',
      object: after,
      before,
      version: this.#version,
    })
    return after
  }

  remove(resource: ResourceName, key: string): void {
    const shelf = this.#shelves[resource]
    const before = shelf.byKey.get(key)
    if (!before) return
    this.#version += 1
    shelf.byKey.delete(key)
    shelf.sorted = undefined
    const object = stamped(before, this.#version)
    this.#tell({ resource, kind: 'DELETED', object, before, version: this.#version })
  }

  /** Every change after a version; `undefined` when some of them are forgotten. */
  changesAfter(resource: ResourceName, version: number): readonly Change[] | undefined {
    if (version < this.#oldest) return undefined
    return this.#history.filter((change) => change.resource === resource && change.version > version)
  }

  /** Forgets the history, as etcd's compaction does; older versions are gone. */
  compact(): void {
    // Compaction is itself a write in a live cluster: what a client holds is now too old.
    this.#version += 1
    this.#oldest = this.#version
    this.#history = []
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(change: Change): void {
    this.#history.push(change)
    if (this.#history.length > historyLimit) {
      const dropped = this.#history.splice(0, historyLimit / 2)
      this.#oldest = dropped.at(-1)?.version ?? this.#oldest
    }
    for (const listener of this.#listeners) listener(change)
  }
}

function emptyShelf(): Shelf {
  return { byKey: new Map(), sorted: undefined }
}

function stamped(object: KubeObject, version: number): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } }
}
