import { ServerResponse } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createProxyMiddleware } from 'http-proxy-middleware'
import type { RequestHandler } from 'http-proxy-middleware'
import type { Request, Response } from 'express'
import { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { isDeliberate } from '@portolan/tunnel/tunnel-error'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'
import { AppError } from '../app-error.ts'
import type { Log } from '../log.ts'
import { failureOf } from './raw-failure.ts'
import { headersForPod } from './raw-headers.ts'
import { passOn } from './pass-on.ts'
import type { RawPass } from './pass-on.ts'
import { sendRefusal } from './refusal-page.ts'

/** Longest silence of a port, in milliseconds. */
const patience = {
  usual: 15_000,
  /** A CPU profile says nothing for its whole length, which may be 300 s. */ costly: 330_000,
}
export type Patience = keyof typeof patience

type Pass = RawPass & { readonly target: TunnelTarget }

/** Forwards GETs through one identity's tunnels. */
export class RawProxy {
  readonly #passes = new WeakMap<IncomingMessage, Pass>()
  readonly #silent = new WeakSet<IncomingMessage>()
  /** Requests that were sent on a tunnel that had carried another one before. */
  readonly #onWarmTunnel = new WeakSet<IncomingMessage>()
  readonly #log: Log
  readonly #handlers: Readonly<Record<Patience, RequestHandler<Request, Response>>>

  constructor(agent: TunnelAgent, log: Log) {
    this.#log = log
    this.#handlers = {
      usual: this.#handler(agent, patience.usual),
      costly: this.#handler(agent, patience.costly),
    }
  }

  /** Answers the request, one way or another. The request's own headers are gone afterwards. */
  async forward(request: Request, response: Response, pass: Pass, how: Patience): Promise<void> {
    this.#passes.set(request, pass)
    // Replaced before the proxy copies them, not in its `proxyReq` event, which an `Expect` header keeps from being emitted.
    request.headers = headersForPod(pass.target.port)
    await this.#handlers[how](request, response, (error) => {
      if (error !== undefined) this.#fail(error, request, response)
    })
  }

  #handler(agent: TunnelAgent, proxyTimeout: number): RequestHandler<Request, Response> {
    return createProxyMiddleware<Request, Response>({
      agent,
      proxyTimeout,
      selfHandleResponse: true,
      router: (request) => {
        const { target } = this.#passOf(request)
        return `http://${TunnelAgent.hostFor(target)}:${target.port}`
      },
      pathRewrite: (_path, request) => {
        const { path, query } = this.#passOf(request)
        return path + query
      },
      on: {
        proxyReq: (outgoing, request) => {
          if (outgoing.reusedSocket) this.#onWarmTunnel.add(request)
          outgoing.once('timeout', () => this.#silent.add(request))
        },
        proxyRes: (answer, request, response) => {
          passOn(answer, response, this.#passOf(request)).catch((error: unknown) => {
            this.#log.debug({ err: error }, 'an original page ended early')
            response.destroy()
          })
        },
        // With a listener here the default one, which shows the error itself to the browser, is not added.
        error: (error, request, response) => {
          if (!(response instanceof ServerResponse)) return
          const worthRepeating =
            this.#onWarmTunnel.has(request) && !this.#silent.has(request) && !isDeliberate(error)
          if (worthRepeating && !response.headersSent) void this.#repeat(agent, request, response)
          else this.#fail(error, request, response)
        },
      },
    })
  }

  /** The port may have closed an idle tunnel just when it was used again, which the proxy does not repair. */
  async #repeat(agent: TunnelAgent, request: Request, response: Response): Promise<void> {
    const { target, path, query, ...pass } = this.#passOf(request)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    agent.closeIdle(target)
    try {
      const { body } = await tunnelRequest(agent, target, {
        method: request.method === 'HEAD' ? 'HEAD' : 'GET',
        path: path + query,
        headers: headersForPod(target.port),
        signal: gone.signal,
        deadlineMs: patience.costly,
      })
      await passOn(body, response, { path, query, ...pass })
    } catch (error) {
      this.#fail(error, request, response)
    }
  }

  #passOf(request: IncomingMessage): Pass {
    const pass = this.#passes.get(request)
    if (pass === undefined) throw new Error('only requests that came through forward() are proxied')
    return pass
  }

  #fail(error: unknown, request: Request, response: Response): void {
    if (response.headersSent) response.destroy()
    if (response.destroyed) return
    const { path, audience } = this.#passOf(request)
    const asked = `GET ${path}`
    if (!this.#silent.has(request)) return sendRefusal(response, audience, failureOf(error, asked))
    const evidence = { kind: 'silent', asked, afterMilliseconds: patience.usual } as const
    sendRefusal(
      response,
      audience,
      new AppError({ code: 'port-silent', status: 504, evidence, cause: error }),
    )
  }
}
