import { request } from 'node:http'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

export type RawAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** One request as no well-behaved client sends it: any Host, any path, any header, none added but what is given. */
export function rawRequest(
  port: number,
  options: {
    readonly method?: string
    readonly path: string
    readonly headers?: OutgoingHttpHeaders
    readonly body?: string
  },
): Promise<RawAnswer> {
  const { method = 'GET', path, headers = {}, body } = options
  return new Promise((resolve, reject) => {
    const given = { host: `127.0.0.1:${port}`, ...headers }
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: given, agent: false },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
