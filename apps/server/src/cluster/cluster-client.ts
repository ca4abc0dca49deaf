import type { Readable } from 'node:stream'
import type { Read } from '@portolan/catalog/chart-inputs'
import type { AccessAnswer, AccessNeed } from '@portolan/contract/access'
import type { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import * as z from 'zod/mini'
import type { Clock } from '../clock.ts'
import { because } from '../journal/because.ts'
import { ApiPulse, pulseDeadline } from './api-pulse.ts'
import { ClusterError } from './cluster-error.ts'
import { openBody, request, stream } from './cluster-request.ts'
import {
  configMapObject,
  endpointSliceObject,
  listPage,
  namespaceObject,
  podObject,
  selfSubjectAccessReview,
  selfSubjectReview,
  serviceObject,
  versionObject,
} from './kube-objects.ts'
import type { KubeMeta, KubernetesVersion, PodObject } from './kube-objects.ts'
import { attempt } from './read.ts'
import { ReadCache } from './read-cache.ts'
import type { ListAndWatch } from './reflector.ts'
import { ShortCache } from './short-cache.ts'

type Service = z.infer<typeof serviceObject>
type Review = { readonly allowed: boolean; readonly reason: string | undefined }
export type Identity = { readonly user: string | undefined; readonly groups: readonly string[] }

/** Longest wait for one light call, in milliseconds. */
const lightDeadline = 5_000

/**
 * One cluster as one identity: every light call that Portolan makes to the API
 * server. Its short caches belong to this identity alone. All methods throw
 * {@link ClusterError} unless they return a `Read`.
 */
export class ClusterClient implements ListAndWatch {
  readonly access: ApiServerAccess
  readonly #pulse: ApiPulse
  #user: string | undefined
  readonly #versions = new ShortCache<KubernetesVersion>(300_000)
  readonly #identities = new ShortCache<Identity>(60_000)
  readonly #reviews = new ShortCache<Review>(8_000)
  readonly #namespaces = new ReadCache<KubeMeta>(15_000)
  readonly #services = new ReadCache<readonly Service[]>(15_000)
  readonly #allServices = new ReadCache<readonly Service[]>(30_000)
  readonly #apiServers = new ReadCache<readonly string[]>(60_000)
  readonly #configMaps = new ReadCache<Readonly<Record<string, string>>>(15_000)
  readonly #controlPlanes = new ReadCache<readonly PodObject[]>(10_000)

  constructor(access: ApiServerAccess, clock: Clock) {
    this.access = access
    this.#pulse = new ApiPulse(() => because({ why: 'pulse' }, () => this.#feelPulse()), clock)
  }

  async getJson<T>(
    path: string,
    schema: z.ZodMiniType<T>,
    options: { signal?: AbortSignal; deadlineMs?: number } = {},
  ): Promise<T> {
    return parse(
      schema,
      await request(this.access, { method: 'GET', path, deadlineMs: lightDeadline, ...options }),
    )
  }

  /** Lines of a watch. The first one is empty and says that the server accepted it. */
  async *lines(path: string, signal: AbortSignal): AsyncGenerator<string> {
    const ended = new AbortController()
    let lost: ClusterError | undefined
    const release = this.#pulse.guard((error) => {
      lost = error
      ended.abort(error)
    })
    try {
      yield* stream(this.access, path, AbortSignal.any([signal, ended.signal]))
    } catch (error) {
      throw lost ?? error
    } finally {
      release()
    }
  }

  version(): Promise<KubernetesVersion> {
    return this.#versions.get('', () => this.getJson('/version', versionObject))
  }

  /** The name that the API server gave us last; `undefined` while nobody asked. */
  get user(): string | undefined {
    return this.#user
  }

  /** Who the API server says we are; from Kubernetes 1.28 on. */
  identity(): Promise<Identity> {
    return this.#identities.get('', async () => {
      const review = await this.#create(
        'authentication.k8s.io/v1',
        'SelfSubjectReview',
        {},
        selfSubjectReview,
      )
      const info = review.status?.userInfo
      this.#user = info?.username
      return { user: info?.username, groups: info?.groups ?? [] }
    })
  }

  /** Whether this identity has one right, as the API server's own authorizer says. */
  review(need: AccessNeed): Promise<Review> {
    return this.#reviews.get(JSON.stringify(need), async () => {
      const review = await because({ why: 'access', need }, () =>
        this.#create(
          'authorization.k8s.io/v1',
          'SelfSubjectAccessReview',
          { resourceAttributes: need },
          selfSubjectAccessReview,
        ),
      )
      return { allowed: review.status?.allowed === true, reason: review.status?.reason || undefined }
    })
  }

  /**
   * The rights that a tunnel to this pod needs. The API server asks for
   * `create` from 1.35 on; before that its absence is a notice.
   * @see https://github.com/kubernetes/kubernetes/pull/134577
   */
  async portForwardAccess(namespace: string, name: string): Promise<readonly AccessAnswer[]> {
    const needs = (['get', 'create'] as const).map((verb) => ({
      verb,
      resource: 'pods',
      subresource: 'portforward',
      namespace,
      name,
    }))
    const [version, ...reviews] = await Promise.all([
      attempt(this.version()),
      ...needs.map((need) => this.review(need)),
    ])
    const asksForCreate = version.kind === 'unread' || minorOf(version.value) >= 35
    return needs.map((need, index) => ({
      need,
      allowed: reviews[index]?.allowed === true,
      reason: reviews[index]?.reason,
      notice: need.verb === 'create' && !asksForCreate,
    }))
  }

  namespace(name: string): Promise<Read<KubeMeta>> {
    return this.#namespaces.get(name, () =>
      attempt(
        this.getJson(`/api/v1/namespaces/${name}`, namespaceObject).then(({ metadata }) => metadata ?? {}),
      ),
    )
  }

  services(namespace: string): Promise<Read<readonly Service[]>> {
    return this.#services.get(namespace, () =>
      attempt(this.#list(`/api/v1/namespaces/${namespace}/services?limit=1000`, serviceObject)),
    )
  }

  /** Services of every namespace. */
  allServices(): Promise<Read<readonly Service[]>> {
    return this.#allServices.get('', () => attempt(this.#list('/api/v1/services?limit=10000', serviceObject)))
  }

  /** Addresses that the API server itself gives as its own, behind the Service `kubernetes`. */
  apiServerAddresses(): Promise<Read<readonly string[]>> {
    const path =
      '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes&limit=100'
    return this.#apiServers.get('', () =>
      attempt(
        this.#list(path, endpointSliceObject).then((slices) =>
          slices.flatMap(({ endpoints }) => (endpoints ?? []).flatMap(({ addresses }) => addresses ?? [])),
        ),
      ),
    )
  }

  configMap(namespace: string, name: string): Promise<Read<Readonly<Record<string, string>>>> {
    return this.#configMaps.get(`${namespace}/${name}`, () =>
      attempt(
        this.getJson(`/api/v1/namespaces/${namespace}/configmaps/${name}`, configMapObject).then(
          ({ data }) => data ?? {},
        ),
      ),
    )
  }

  /** Pods of istiod in one namespace, by the label that every release of its chart sets. */
  controlPlane(namespace: string): Promise<Read<readonly PodObject[]>> {
    return this.#controlPlanes.get(namespace, () =>
      attempt(
        this.#list(`/api/v1/namespaces/${namespace}/pods?labelSelector=app%3Distiod&limit=100`, podObject),
      ),
    )
  }

  /** The beginning of what a container wrote, at most `bytes`; of one that has ended, too. */
  containerLog(
    pod: { readonly namespace: string; readonly name: string },
    container: string,
    bytes: number,
    signal: AbortSignal,
  ): Promise<string> {
    const query = new URLSearchParams({ container, limitBytes: String(bytes) })
    const path = `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}/log?${query.toString()}`
    return request(this.access, { method: 'GET', path, signal, deadlineMs: lightDeadline })
  }

  /**
   * What a container wrote, as bytes as they come.
   * @param query as of `GET .../pods/NAME/log`
   * @throws ClusterError `not-found` also when there is no such log (yet)
   */
  openLog(
    pod: { readonly namespace: string; readonly name: string },
    query: URLSearchParams,
    options: { readonly signal: AbortSignal; readonly deadlineMs: number },
  ): Promise<Readable> {
    const path = `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}/log?${query.toString()}`
    return openBody(this.access, path, options)
  }

  pod(namespace: string, name: string, signal: AbortSignal): Promise<PodObject> {
    return this.getJson(`/api/v1/namespaces/${namespace}/pods/${name}`, podObject, { signal })
  }

  /**
   * Puts a container into a pod that runs; it is never taken out again. Another
   * pod of that name is refused by its uid.
   */
  async addEphemeralContainer(
    pod: { readonly namespace: string; readonly name: string; readonly uid: string },
    container: { readonly name: string } & Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await request(this.access, {
      method: 'PATCH',
      path: `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}/ephemeralcontainers`,
      headers: { 'Content-Type': 'application/strategic-merge-patch+json' },
      body: { metadata: { uid: pod.uid }, spec: { ephemeralContainers: [container] } },
      deadlineMs: lightDeadline,
    })
  }

  /** Forgets what access reviews said, so that the next ones ask the API server. */
  forgetReviews(): void {
    this.#reviews.drop()
  }

  /** Any answer will do, a refusal too: `/version` may be closed to anonymous users. */
  async #feelPulse(): Promise<ClusterError | undefined> {
    try {
      await request(this.access, { method: 'GET', path: '/version', deadlineMs: pulseDeadline })
      return undefined
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error
      return error.code === 'timeout' || error.code === 'cluster-unreachable' ? error : undefined
    }
  }

  async #list<T>(path: string, schema: z.ZodMiniType<T>): Promise<readonly T[]> {
    const page = await this.getJson(path, listPage)
    return (page.items ?? []).flatMap((item) => {
      const parsed = z.safeParse(schema, item)
      return parsed.success ? [parsed.data] : []
    })
  }

  async #create<T>(apiVersion: string, kind: string, spec: object, schema: z.ZodMiniType<T>): Promise<T> {
    const path = `/apis/${apiVersion}/${kind.toLowerCase()}s`
    const body = { apiVersion, kind, spec }
    return parse(
      schema,
      await request(this.access, { method: 'POST', path, body, deadlineMs: lightDeadline }),
    )
  }
}

/** `34` of `1.34+`: distributions put a plus behind it. */
function minorOf(version: KubernetesVersion): number {
  return Number.parseInt(version.minor, 10) + (Number.parseInt(version.major, 10) - 1) * 1000
}

function parse<T>(schema: z.ZodMiniType<T>, text: string): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ClusterError(
      'answer-broken',
      'The API server’s answer is not JSON. Is this address an API server?',
      error,
    )
  }
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  throw new ClusterError('answer-broken', 'The API server’s answer has an unknown shape.')
}
