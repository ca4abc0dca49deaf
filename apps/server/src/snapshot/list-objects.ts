import type { Read } from '@portolan/catalog/chart-inputs'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { RecordedResource } from '@portolan/recording/entries'
import type { RecordedGap } from '@portolan/recording/manifest'
import * as z from 'zod/mini'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { namespaceObject, podObject } from '../cluster/kube-objects.ts'
import type { KubeMeta } from '../cluster/kube-objects.ts'
import { notRead } from '../cluster/read.ts'
import { controlPlaneOf, meshConfigName } from '../pods/mesh-config.ts'
import { summarizePod } from '../pods/pod-summary.ts'
import { isInScope, isWholeMesh } from './snapshot-scope.ts'
import type { SnapshotScope } from './snapshot-scope.ts'

const listDeadline = 30_000
const pageSize = 500

const rawObject = z.record(z.string(), z.unknown())
export type RawObject = z.infer<typeof rawObject>
const rawPage = z.object({
  metadata: z.optional(z.object({ continue: z.optional(z.string()) })),
  items: z.nullish(z.array(rawObject)),
})

export type ListedObjects = {
  /** Without events where none of them may be read: none was read is not that nothing happened. */
  readonly objects: Readonly<Record<Exclude<RecordedResource, 'events'>, readonly RawObject[]>> & {
    readonly events?: readonly RawObject[]
  }
  readonly gaps: readonly RecordedGap[]
}

/**
 * The Kubernetes objects that a chart is built from, whole and not yet
 * redacted: pods, services and namespaces of the scope, the pods of istiod, what
 * was written about pods of the scope, and of the ConfigMaps only the mesh
 * configurations that Portolan reads itself. What may not be read is a gap.
 */
export async function listObjects(
  session: ClusterSession,
  scope: SnapshotScope,
  signal: AbortSignal,
): Promise<ListedObjects> {
  const lister = new Lister(session, signal)
  const spaces = await namespacesToList(session, scope, lister)
  const pods = spaces === undefined ? await lister.list('/api/v1/pods') : await podsOf(scope, spaces, lister)
  const services =
    spaces === undefined
      ? await lister.list('/api/v1/services')
      : await lister.each(spaces, (name) => lister.list(`/api/v1/namespaces/${name}/services`))
  if (spaces !== undefined) {
    const others = planesOf(pods, [])
      .map(({ namespace }) => namespace)
      .filter((name) => !spaces.includes(name))
    const query = 'labelSelector=app%3Distiod'
    pods.push(
      ...(await lister.each([...new Set(others)], (name) =>
        lister.list(`/api/v1/namespaces/${name}/pods`, query),
      )),
    )
  }
  const present = new Set([...(spaces ?? []), ...pods.map(namespaceOf)])
  const namespaces =
    spaces === undefined
      ? await lister.list('/api/v1/namespaces')
      : await lister.each([...present], (name) => lister.get(`/api/v1/namespaces/${name}`))
  const configmaps = await lister.each(planesOf(pods, namespaces), ({ namespace, configMap }) =>
    lister.get(`/api/v1/namespaces/${namespace}/configmaps/${configMap}`),
  )
  const events = await eventsOf(scope, spaces, lister)
  const objects = { pods: distinct(pods), services, namespaces, configmaps }
  return { objects: events === undefined ? objects : { ...objects, events }, gaps: lister.gaps }
}

/** `undefined`: the whole cluster, in one list each. */
async function namespacesToList(
  { index }: ClusterSession,
  scope: SnapshotScope,
  lister: Lister,
): Promise<readonly string[] | undefined> {
  if (!isWholeMesh(scope)) {
    return [...new Set([...scope.namespaces, ...scope.pods.map(({ namespace }) => namespace)])]
  }
  await Promise.race([index.settled(), lister.ended])
  const { namespaces, text } = index.watchState()
  if (namespaces !== undefined && text !== undefined)
    lister.gaps.push({ what: 'other namespaces', why: text })
  return namespaces
}

async function podsOf(scope: SnapshotScope, spaces: readonly string[], lister: Lister): Promise<RawObject[]> {
  const whole = isWholeMesh(scope) ? spaces : scope.namespaces
  const listed = await lister.each(whole, (name) => lister.list(`/api/v1/namespaces/${name}/pods`))
  const single = scope.pods.filter(({ namespace }) => !whole.includes(namespace))
  const got = await lister.each(single, (ref) =>
    lister.get(`/api/v1/namespaces/${ref.namespace}/pods/${ref.name}`, `pod ${formatPodRef(ref)}`),
  )
  return [...listed, ...got]
}

/** What was written about pods; `undefined` when it may be read nowhere. */
async function eventsOf(
  scope: SnapshotScope,
  spaces: readonly string[] | undefined,
  lister: Lister,
): Promise<readonly RawObject[] | undefined> {
  const paths = spaces?.map((name) => `/api/v1/namespaces/${name}/events`) ?? ['/api/v1/events']
  const missed = lister.gaps.length
  const events = await lister.each(paths, (path) =>
    lister.list(path, 'fieldSelector=involvedObject.kind%3DPod'),
  )
  if (lister.gaps.length - missed === paths.length && paths.length > 0) return undefined
  return events.filter((event) => {
    const about = z.safeParse(aboutPod, event)
    return about.success && isInScope(scope, about.data.involvedObject)
  })
}

/** Where the pods' control planes are, and what their mesh configuration is called; each once. */
function planesOf(pods: readonly RawObject[], namespaces: readonly RawObject[]) {
  const known = new Map(namespaces.map((raw) => [nameOf(raw), z.safeParse(namespaceObject, raw)]))
  const planes = pods.flatMap((raw) => {
    const pod = z.safeParse(podObject, raw)
    if (!pod.success) return []
    const found = known.get(namespaceOf(raw))
    const namespace: Read<KubeMeta> = found?.success
      ? { kind: 'read', value: found.data.metadata ?? {} }
      : notRead
    const plane = controlPlaneOf(pod.data, summarizePod(pod.data, namespace).revision)
    return [{ namespace: plane.namespace, configMap: meshConfigName(plane) }]
  })
  return [...new Map(planes.map((plane) => [`${plane.namespace}/${plane.configMap}`, plane])).values()]
}

class Lister {
  readonly gaps: RecordedGap[] = []
  /** Rejects when the recording ends. */
  readonly ended: Promise<never>
  readonly #session: ClusterSession
  readonly #signal: AbortSignal

  constructor(session: ClusterSession, signal: AbortSignal) {
    this.#session = session
    this.#signal = signal
    this.ended = new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    this.ended.catch(() => undefined)
  }

  async list(path: string, selector?: string): Promise<RawObject[]> {
    const items: RawObject[] = []
    let token = ''
    try {
      do {
        const more = token === '' ? '' : `&continue=${encodeURIComponent(token)}`
        const query = `limit=${pageSize}${selector === undefined ? '' : `&${selector}`}${more}`
        const options = { signal: this.#signal, deadlineMs: listDeadline }
        const page = await this.#session.client.getJson(`${path}?${query}`, rawPage, options)
        items.push(...(page.items ?? []))
        token = page.metadata?.continue ?? ''
      } while (token !== '')
    } catch (error) {
      this.#gap(path, error)
    }
    return items
  }

  async get(path: string, what?: string): Promise<RawObject[]> {
    try {
      const options = { signal: this.#signal, deadlineMs: listDeadline }
      return [await this.#session.client.getJson(path, rawObject, options)]
    } catch (error) {
      this.#gap(what ?? path, error)
      return []
    }
  }

  async each<T>(all: readonly T[], read: (one: T) => Promise<RawObject[]>): Promise<RawObject[]> {
    const found: RawObject[] = []
    for (const one of all) found.push(...(await read(one)))
    return found
  }

  #gap(what: string, error: unknown): void {
    this.#signal.throwIfAborted()
    if (!(error instanceof ClusterError)) throw error
    this.gaps.push({ what, why: error.message })
  }
}

const aboutPod = z.object({ involvedObject: z.object({ namespace: z.string(), name: z.string() }) })
const named = z.object({ metadata: z.object({ name: z.string(), namespace: z.optional(z.string()) }) })

function nameOf(object: RawObject): string {
  const parsed = z.safeParse(named, object)
  return parsed.success ? parsed.data.metadata.name : ''
}

function namespaceOf(object: RawObject): string {
  const parsed = z.safeParse(named, object)
  return parsed.success ? (parsed.data.metadata.namespace ?? '') : ''
}

/** A pod may be named and in a namespace that is named, too. */
function distinct(pods: readonly RawObject[]): readonly RawObject[] {
  return [...new Map(pods.map((pod) => [`${namespaceOf(pod)}/${nameOf(pod)}`, pod])).values()]
}
