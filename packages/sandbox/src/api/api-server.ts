import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { notInRecording } from '@portolan/recording/not-in-recording'
import type { Certificate } from '../certificates.ts'
import type { ResourceName } from '../kube-object.ts'
import type { NodeAgent } from '../pods/node-agent.ts'
import type { SandboxIdentity } from './access-rules.ts'
import { answerJson, answerNoPage, answerStatus, refuseUpgrade } from './answer.ts'
import type { ApiFaults } from './api-faults.ts'
import { discoveryAt, versionInfo } from './discovery.ts'
import type { ExecEndpoint } from './exec-endpoint.ts'
import type { Authenticated, Identities } from './identities.ts'
import type { ObjectStore } from './object-store.ts'
import type { PortForwardEndpoint } from './port-forward-endpoint.ts'
import { readPath, type RequestPath } from './request-path.ts'
import { serveList, serveOne } from './serve-list.ts'
import { serveEphemeralContainers } from './serve-ephemeral-containers.ts'
import { serveLog } from './serve-log.ts'
import { serveAccessReview, serveSubjectReview } from './serve-review.ts'
import { serveWatch, type Watch } from './serve-watch.ts'
import { badRequest, expired, forbidden, methodNotAllowed, noSuchResource, notRecorded } from './status.ts'
import { wantsTable } from './table.ts'

export type ApiServerParts = {
  readonly certificate: Certificate
  readonly store: ObjectStore
  readonly identities: Identities
  readonly faults: ApiFaults
  readonly node: NodeAgent
  readonly portForward: PortForwardEndpoint
  readonly exec: ExecEndpoint
  readonly kubernetesVersion: string
  readonly bookmarkEvery: number
  /** As of an API server behind a router, e.g. `/k8s/clusters/c-1`; empty for none. */
  readonly pathPrefix: string
}

/** One request as it was seen, for tests that count them. */
export type SeenRequest = { readonly method: string; readonly url: string; readonly user: string | undefined }

const seenLimit = 5_000

/** The fake API server: routes, authentication, and the switch between down and up on one port. */
export class ApiServer {
  readonly #parts: ApiServerParts
  readonly #server: Server
  readonly #sockets = new Set<Duplex>()
  readonly #watches = new Set<Watch>()
  #seen: SeenRequest[] = []
  #port = 0

  constructor(parts: ApiServerParts) {
    this.#parts = parts
    this.#server = createServer({ cert: parts.certificate.cert, key: parts.certificate.key })
    this.#server.keepAliveTimeout = 60_000
    this.#server.on('connection', (socket: Duplex) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    this.#server.on('tlsClientError', (_error, socket) => socket.destroy())
    this.#server.on('request', (request, response) => {
      // A client that goes away in the middle of its body is no failure of the sandbox.
      this.#answer(request, response).catch(() => response.destroy())
    })
    this.#server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head).catch(() => socket.destroy())
    })
  }

  get port(): number {
    return this.#port
  }

  get seen(): readonly SeenRequest[] {
    return this.#seen
  }

  get watches(): ReadonlySet<Watch> {
    return this.#watches
  }

  /** Listens on loopback; the port of the first time is kept. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port || port, '127.0.0.1', () => {
        this.#server.off('error', reject)
        resolve()
      })
    })
    const address: AddressInfo | string | null = this.#server.address()
    if (typeof address === 'object' && address) this.#port = address.port
  }

  /** Refuses connections from now on and tears those that exist. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = this.#urlOf(request)
    if (!url) return answerNoPage(response)
    const path = readPath(url.pathname)
    const authenticated = this.#parts.identities.authenticate(request.headers)
    this.#note(request, authenticated)
    if (!(await this.#ready(response))) return
    if (authenticated.kind === 'refused') return answerStatus(response, authenticated.status)
    return this.#answerKnown(authenticated.identity, path, url, request, response)
  }

  async #answerKnown(
    identity: SandboxIdentity,
    path: RequestPath,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { identities, store } = this.#parts
    switch (path.kind) {
      case 'version':
        return answerJson(response, 200, versionInfo(this.#parts.kubernetesVersion))
      case 'health':
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok')
        return
      case 'discovery': {
        const document = discoveryAt(path.path.replace(/\/$/, ''), `127.0.0.1:${this.#port}`)
        return document ? answerJson(response, 200, document) : answerNoPage(response)
      }
      case 'access-review':
        return request.method === 'POST'
          ? serveAccessReview(identities, identity, request, response)
          : answerStatus(response, methodNotAllowed())
      case 'subject-review':
        return request.method === 'POST'
          ? serveSubjectReview(identity, request, response)
          : answerStatus(response, methodNotAllowed())
      case 'log':
        return request.method === 'GET'
          ? serveLog(this.#parts, { ...path, identity, query: url.searchParams }, response)
          : answerStatus(response, methodNotAllowed())
      case 'ephemeral-containers':
        return request.method === 'PATCH'
          ? serveEphemeralContainers(this.#parts, identity, path, request, response)
          : answerStatus(response, methodNotAllowed())
      case 'exec':
      case 'port-forward':
        return answerStatus(response, badRequest('Upgrade request required'))
      case 'no-resource':
        return answerStatus(response, noSuchResource())
      case 'no-page':
        return answerNoPage(response)
      case 'list':
      case 'one': {
        if (request.method !== 'GET') return answerStatus(response, methodNotAllowed())
        const { resource, namespace } = path
        const watching = url.searchParams.get('watch') === 'true' || url.searchParams.get('watch') === '1'
        const name = path.kind === 'one' ? path.name : undefined
        const verb = path.kind === 'one' ? 'get' : watching ? 'watch' : 'list'
        const question = { verb, resource, namespace, ...(name ? { name } : {}) }
        if (!identities.may(identity, question)) {
          const where = namespace ? { namespace } : {}
          return answerStatus(response, forbidden({ ...question, ...where, username: identity.username }))
        }
        if (!store.holds(resource))
          return answerStatus(response, notRecorded(`${resource} are ${notInRecording}`))
        const asTable = wantsTable(request.headers.accept)
        if (name !== undefined) return serveOne(store, resource, namespace, name, asTable, response)
        if (watching) return this.#watch(resource, namespace, url.searchParams, asTable, response)
        return serveList(store, resource, namespace, url.searchParams, asTable, response)
      }
    }
  }

  #watch(
    resource: ResourceName,
    namespace: string | undefined,
    query: URLSearchParams,
    asTable: boolean,
    response: ServerResponse,
  ): void {
    const { faults, store } = this.#parts
    const from = Number(query.get('resourceVersion') ?? 0)
    if (faults.goneOverHttp && from !== 0 && from < store.oldest) {
      return answerStatus(response, expired(from, store.oldest))
    }
    const watch = serveWatch(this.#parts, resource, namespace, query, asTable, response)
    if (!watch) return
    this.#watches.add(watch)
    response.once('close', () => this.#watches.delete(watch))
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    const url = this.#urlOf(request)
    const path = url && readPath(url.pathname)
    const authenticated = this.#parts.identities.authenticate(request.headers)
    this.#note(request, authenticated)
    if (!(await this.#ready(socket))) return
    if (authenticated.kind === 'refused') {
      return refuseUpgrade(socket, authenticated.status.code, authenticated.status)
    }
    if (!url || (path?.kind !== 'port-forward' && path?.kind !== 'exec'))
      return refuseUpgrade(socket, 404, '404 page not found\n')
    const { namespace, name } = path
    const asked = { identity: authenticated.identity, namespace, name, query: url.searchParams }
    if (path.kind === 'exec') return this.#parts.exec.upgrade(request, socket, head, asked)
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      return refuseUpgrade(
        socket,
        400,
        badRequest('the sandbox forwards ports over WebSockets with v4.channel.k8s.io only'),
      )
    }
    await this.#parts.portForward.upgrade(request, socket, head, asked)
  }

  /** Waits as the faults want it; false when nobody is there any more. */
  async #ready(answerTo: ServerResponse | Duplex): Promise<boolean> {
    const { faults } = this.#parts
    await faults.untilAnswering()
    const { delayMilliseconds } = faults
    if (delayMilliseconds > 0) await new Promise((resolve) => setTimeout(resolve, delayMilliseconds))
    return !answerTo.destroyed
  }

  #urlOf(request: IncomingMessage): URL | undefined {
    const { pathPrefix } = this.#parts
    const target = request.url ?? '/'
    if (!target.startsWith(pathPrefix)) return undefined
    return URL.parse(target.slice(pathPrefix.length) || '/', 'https://sandbox') ?? undefined
  }

  #note(request: IncomingMessage, authenticated: Authenticated): void {
    if (this.#seen.length >= seenLimit) this.#seen = this.#seen.slice(seenLimit / 2)
    const user = authenticated.kind === 'known' ? authenticated.identity.name : undefined
    this.#seen.push({ method: request.method ?? '', url: request.url ?? '', user })
  }
}
