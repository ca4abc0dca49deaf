import type { ObjectStore } from './api/object-store.ts'
import { keyOf, resourceNames, type KubeObject } from './kube-object.ts'
import type { MeshObjects, SandboxMesh } from './mesh.ts'
import type { NodeAgent } from './pods/node-agent.ts'
import type { SandboxClock } from './start-sandbox.ts'

/** Lets a mesh's moments pass: objects change in the store, which tells its watches, and then the pods' ports. */
export function playMoments(
  mesh: SandboxMesh,
  store: ObjectStore,
  node: NodeAgent,
): SandboxClock | undefined {
  const { playback, clock } = mesh
  if (!playback || !clock) return undefined
  const stage = new Stage(store, playback.first)
  playback.subscribe(async (_shown, objects) => {
    stage.change(objects)
    await node.refresh()
  })
  playback.start()
  return {
    ...clock,
    moments: playback.moments.length,
    get shown() {
      return playback.shown
    },
    show: async (moment) => {
      playback.stop()
      await playback.show(moment)
    },
  }
}

type Played = { readonly text: string; readonly stored: KubeObject | undefined }

/**
 * The recorded objects in the store. What somebody else put there since, or
 * took away, is theirs: a broken pod stays broken when the next moment begins.
 */
class Stage {
  readonly #store: ObjectStore
  readonly #played = new Map<string, Played>()

  constructor(store: ObjectStore, objects: MeshObjects) {
    this.#store = store
    for (const resource of resourceNames) {
      for (const object of objects[resource] ?? []) {
        const key = keyOf(object)
        this.#played.set(`${resource} ${key}`, { text: textOf(object), stored: store.get(resource, key) })
      }
    }
  }

  change(objects: MeshObjects): void {
    for (const resource of resourceNames) {
      const now = new Map((objects[resource] ?? []).map((object) => [keyOf(object), object]))
      for (const [id, { stored }] of this.#played) {
        const [kind, key = ''] = id.split(' ')
        if (kind !== resource || now.has(key)) continue
        this.#played.delete(id)
        if (stored && this.#store.get(resource, key) === stored) this.#store.remove(resource, key)
      }
      for (const [key, object] of now) {
        const id = `${resource} ${key}`
        const text = textOf(object)
        const before = this.#played.get(id)
        if (before?.text === text || this.#store.get(resource, key) !== before?.stored) continue
        this.#played.set(id, { text, stored: this.#store.put(resource, object) })
      }
    }
  }
}

/** Of an object, all but its version, which is the store's. */
function textOf(object: KubeObject): string {
  return JSON.stringify({ ...object, metadata: { ...object.metadata, resourceVersion: '' } })
}
