import { createHash } from 'node:crypto'
import http, { type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import https, { type RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import { ApiAgents } from './api-agents.ts'
import { ApiCredentialSource, type Impersonation } from './api-credentials.ts'
import { proxyForApiServer } from './api-server-proxy.ts'
import { readBounded } from './bounded-body.ts'
import { connectionError } from './connection-error.ts'
import { Deadline, orAborted } from './deadline.ts'
import { followRequest, type ExchangeObserver } from './exchange-observer.ts'
import { abortError, isDeliberate, TunnelError } from './tunnel-error.ts'

export type ApiServerAccessOptions = {
  readonly impersonate?: Impersonation
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up; the process's own environment when left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Sees every request and tunnel of this identity as it is sent. */
  readonly observer?: ExchangeObserver
}

export type ApiRequest = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query below the server's own prefix, e.g. `/api/v1/pods?limit=500`; the caller has encoded it. */
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  /** Sent as JSON. */
  readonly body?: unknown
  readonly signal: AbortSignal
  /** Milliseconds for the whole answer; of a stream, until its head arrived. */
  readonly deadlineMs: number
}

export type ApiAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A body that is still arriving. Destroy it when it is no longer wanted; an aborted signal does so too. */
export type ApiStream = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: IncomingMessage
}

/** After a 401 the credentials are asked for anew, but not more often than this, in milliseconds. */
const renewAtMostEvery = 10_000
const defaultMaxBytes = 256 * 1024 * 1024

/**
 * One cluster as one identity: how every request and every tunnel of that
 * identity reaches the API server. It reads the kubeconfig's current context
 * once, when it is made; credentials are resolved anew as they expire.
 */
export class ApiServerAccess implements Disposable {
  readonly server: URL
  /** Different for every cluster, user and impersonation: for the keys of caches and pools. */
  readonly identity: string
  readonly observer: ExchangeObserver | undefined
  readonly #credentials: ApiCredentialSource
  readonly #agents: ApiAgents
  #renewedAt = Number.NEGATIVE_INFINITY

  constructor(kubeConfig: KubeConfig, options: ApiServerAccessOptions = {}) {
    const cluster = kubeConfig.getCurrentCluster()
    if (!cluster) {
      const context = kubeConfig.getCurrentContext()
      const text = context
        ? `the kubeconfig's context "${context}" names no cluster that the kubeconfig has`
        : 'the kubeconfig has no current context'
      throw new TunnelError('credentials-failed', text)
    }
    if (!URL.canParse(cluster.server))
      throw new TunnelError('credentials-failed', `the server "${cluster.server}" is not a URL`)
    this.server = new URL(cluster.server)
    this.observer = options.observer
    const user = kubeConfig.getCurrentUser()?.name
    this.identity = createHash('sha256')
      .update(JSON.stringify([cluster.name, cluster.server, user, options.impersonate]))
      .digest('base64url')
    this.#credentials = new ApiCredentialSource(kubeConfig, options.impersonate)
    const environment = options.environment ?? process.env
    const proxy = proxyForApiServer(this.server, cluster.proxyUrl, environment)
    this.#agents = new ApiAgents(this.server, proxy)
  }

  /**
   * Sends one request and reads the whole answer.
   * @param request.maxBytes cap on the answer's body
   * @throws TunnelError when there is no complete answer; an answer of any status is returned.
   */
  async restRequest(request: ApiRequest & { readonly maxBytes?: number }): Promise<ApiAnswer> {
    using deadline = new Deadline(request.signal, request.deadlineMs, 'the answer of the API server')
    const { status, headers, body } = await this.#ask(request, deadline.signal)
    const abort = () => body.destroy(abortError(deadline.signal))
    deadline.signal.addEventListener('abort', abort, { once: true })
    try {
      const bytes = await readBounded(body, request.maxBytes ?? defaultMaxBytes)
      return { status, headers, text: bytes.toString('utf8') }
    } catch (cause) {
      throw connectionError(cause, this.server)
    }
  }

  /**
   * Sends one request and hands over the body as it arrives: lists to parse
   * while reading, watches, logs.
   * @throws TunnelError when no head arrives in time.
   */
  async streamRequest(request: ApiRequest): Promise<ApiStream> {
    using deadline = new Deadline(request.signal, request.deadlineMs, 'the answer of the API server')
    const answer = await this.#ask(request, deadline.signal)
    const { signal } = request
    const abort = () => answer.body.destroy(abortError(signal))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    answer.body.once('close', () => signal.removeEventListener('abort', abort))
    return answer
  }

  /**
   * Everything `http.request` needs to reach `path` of the API server with
   * fresh credentials; the tunnel's upgrade uses it too.
   * @throws TunnelError `credentials-failed`, `timeout`, `aborted`
   */
  async requestOptions(
    path: string,
    headers: OutgoingHttpHeaders,
    signal: AbortSignal,
  ): Promise<RequestOptions> {
    const credentials = await orAborted(this.#credentials.resolve(), signal)
    const prefix = this.server.pathname.replace(/\/+$/, '')
    return {
      protocol: this.server.protocol,
      hostname: this.server.hostname.replace(/^\[|\]$/g, ''),
      port: this.server.port || (this.server.protocol === 'https:' ? 443 : 80),
      path: `${prefix}${path}`,
      headers: { ...headers, ...credentials.headers },
      ...credentials.tls,
      agent: this.#agents.agentFor(credentials),
    }
  }

  /** Says that the API server answered 401. True when trying again may help: credentials will be asked for anew. */
  renewCredentials(): boolean {
    const now = performance.now()
    if (now - this.#renewedAt < renewAtMostEvery) return false
    this.#renewedAt = now
    this.#credentials.forget()
    return true
  }

  /** Closes every connection that still belongs to the pool, busy ones too. */
  [Symbol.dispose](): void {
    this.#agents.destroy()
  }

  async #ask(request: ApiRequest, signal: AbortSignal): Promise<ApiStream> {
    const first = await this.#askOnce(request, signal)
    if (first.status !== 401 || !this.renewCredentials()) return first
    first.body.destroy()
    return this.#askOnce(request, signal)
  }

  async #askOnce(request: ApiRequest, signal: AbortSignal): Promise<ApiStream> {
    const text = request.body === undefined ? undefined : JSON.stringify(request.body)
    const headers: OutgoingHttpHeaders = { Accept: 'application/json', ...request.headers }
    if (text !== undefined) {
      headers['Content-Type'] ??= 'application/json'
      headers['Content-Length'] = Buffer.byteLength(text)
    }
    const method = request.method ?? 'GET'
    for (let attempt = 0; ; attempt++) {
      const options = await this.requestOptions(request.path, headers, signal)
      const follow = (sent: http.ClientRequest) => {
        if (this.observer) followRequest(this.observer, { kind: 'api', method, path: request.path }, sent)
      }
      const sent = await sendOnce({ ...options, method }, text, follow, signal)
      if (sent.kind === 'answer') return sent.answer
      // An idle connection may be closed by the server in the moment that it is used again.
      const retry = sent.onReusedConnection && method === 'GET' && attempt === 0
      if (!retry) throw connectionError(sent.error, this.server)
    }
  }
}

type Sent =
  | { readonly kind: 'answer'; readonly answer: ApiStream }
  | { readonly kind: 'failed'; readonly error: unknown; readonly onReusedConnection: boolean }

function sendOnce(
  options: RequestOptions,
  body: string | undefined,
  follow: (request: http.ClientRequest) => void,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = (options.protocol === 'http:' ? http : https).request(options)
    follow(request)
    const abort = () => request.destroy(abortError(signal))
    const settle = (sent: Sent) => {
      signal.removeEventListener('abort', abort)
      resolve(sent)
    }
    request.once('response', (response) => {
      const answer = { status: response.statusCode ?? 0, headers: response.headers, body: response }
      settle({ kind: 'answer', answer })
    })
    request.on('error', (error) => {
      const onReusedConnection = request.reusedSocket && !isDeliberate(error) && !signal.aborted
      settle({ kind: 'failed', error, onReusedConnection })
    })
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    request.end(body)
  })
}
