import { once } from 'node:events'
import { IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { connect } from '@portolan/server/cli/connect'
import { createLog } from '@portolan/server/log'
import { startServer } from '@portolan/server/running-server'
import { routes, type RouteAnswer, type RouteName } from '@portolan/contract/routes'
import * as z from 'zod/mini'

const token = 'replay-check'
const deadlineMs = 90_000

/** What an original page answered. */
export type PageAnswer = { readonly status: number; readonly type: string; readonly body: Buffer }

/** Portolan as `portolan` starts it, in this process, asked over HTTP as the web asks it. */
export class AskedPortolan implements AsyncDisposable {
  readonly cluster: string
  readonly #origin: string
  readonly #end: () => Promise<void>

  private constructor(cluster: string, origin: string, end: () => Promise<void>) {
    this.cluster = cluster
    this.#origin = origin
    this.#end = end
  }

  /** On a kubeconfig's cluster, or on a recording. */
  static async start(
    what: { readonly kubeconfig: string; readonly context?: string } | { readonly recording: string },
  ) {
    const log = createLog('fatal')
    const connection = await connect(
      {
        kubeconfig: 'kubeconfig' in what ? [what.kubeconfig] : [],
        context: 'kubeconfig' in what ? what.context : undefined,
        recordings: 'recording' in what ? [what.recording] : [],
        namespaces: [],
        as: undefined,
        asGroups: [],
        demo: false,
      },
      process.env,
      log,
    )
    const server = await startServer({
      clusters: connection.clusters,
      session: { version: '0', readOnly: true, allowDisruptive: false, exec: false },
      host: '127.0.0.1',
      port: 0,
      allowedHosts: [],
      token,
      webFolder: '/nowhere',
      log,
      requestsPerMinute: 1_000_000,
    })
    return new AskedPortolan(connection.cluster, server.origin, async () => {
      await server[Symbol.asyncDispose]()
      await connection[Symbol.asyncDispose]()
    })
  }

  /** @throws Error with the problem's text when the answer is not 200 */
  async call<N extends RouteName>(
    name: N,
    params: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<RouteAnswer<N>> {
    const route = routes[name]
    const given: Readonly<Record<string, string>> = { cluster: this.cluster, ...params }
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(given[key] ?? ''))
    const response = await fetch(`${this.#origin}${path}`, {
      method: route.method,
      headers: { 'x-portolan-token': token, 'content-type': 'application/json', origin: this.#origin },
      signal: AbortSignal.timeout(deadlineMs),
      ...(route.method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${name} ${path}: ${response.status} ${text.slice(0, 300)}`)
    // The schema of a generic route is the one of its own row, which the compiler cannot follow.
    return route.answer.parse(JSON.parse(text)) as RouteAnswer<N> // oxlint-disable-line typescript/no-unsafe-type-assertion
  }

  /** @param capability as `openRaw` answers it */
  async page(capability: string, target: string): Promise<PageAnswer> {
    const root = capability.replace(/\/$/, '')
    // Node's fetch says of itself that it is no navigation, which the guards refuse.
    const asking = request(`${this.#origin}${root}${target}`, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(deadlineMs),
    })
    const arrived = once(asking, 'response')
    asking.end()
    const [response] = z.parse(z.tuple([z.instanceof(IncomingMessage)]), await arrived)
    const body = await buffer(response)
    const status = response.statusCode ?? 0
    if (status === 403) throw new Error(`${target} was refused by Portolan itself`)
    // A page's links are rewritten into its capability, which is another one each time.
    const text = body.toString('latin1').replaceAll(root, '/raw/TOKEN')
    return {
      status,
      type: response.headers['content-type'] ?? '',
      body: Buffer.from(text, 'latin1'),
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#end()
  }
}
