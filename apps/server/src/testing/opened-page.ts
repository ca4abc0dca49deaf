import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import * as z from 'zod/mini'
import { portolanOnSandbox } from './portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from './portolan-on-sandbox.ts'
import { rawRequest } from './raw-request.ts'
import type { RawAnswer } from './raw-request.ts'

/** Portolan with one original page opened, and what arrived at its port. */
export type OpenedPage = AsyncDisposable & {
  readonly portolan: PortolanOnSandbox
  /** `/raw/TOKEN` */
  readonly root: string
  readonly get: (
    path: string,
    headers?: Record<string, string>,
    method?: string,
    body?: string,
  ) => Promise<RawAnswer>
  readonly arrived: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders }[]
}

export async function openPage(
  handler: RequestListener | undefined,
  { pod = 'shop/frontend', port = 15000 }: { pod?: `${string}/${string}`; port?: number } = {},
): Promise<OpenedPage> {
  const portolan = await portolanOnSandbox()
  const switches = portolan.sandbox.pod(pod)
  const arrived: OpenedPage['arrived'] = []
  if (handler !== undefined) {
    switches.open(port, {
      container: 'istio-proxy',
      kind: 'http',
      handler: (request, response) => {
        const { method = '', url = '', headers } = request
        // The chart asks Envoy for its listeners on the side.
        if (headers['user-agent'] === 'portolan' || method !== 'GET') arrived.push({ method, url, headers })
        handler(request, response)
      },
    })
  }
  const { namespace = '', name } = switches.object.metadata
  const root = await openRaw(portolan, `${namespace}/pods/${name}`.replace('/pods/', '/'), port)
  const number = Number(new URL(portolan.origin).port)
  return {
    portolan,
    root,
    arrived,
    get: (path, headers = { accept: 'text/html' }, method = 'GET', body?: string) =>
      rawRequest(number, {
        path: `${root}${path}`,
        headers,
        method,
        ...(body === undefined ? {} : { body }),
      }),
    [Symbol.asyncDispose]: () => portolan[Symbol.asyncDispose](),
  }
}

export async function openRaw(portolan: PortolanOnSandbox, pod: string, port: number): Promise<string> {
  const { body } = await portolan.post(`${portolan.cluster}/pods/${pod}/raw/${port}`, {})
  return z.parse(z.object({ path: z.string() }), body).path.replace(/\/$/, '')
}

/** A handler that answers every request with this page. */
export const html =
  (page: string): RequestListener =>
  (_request, response) =>
    void response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
