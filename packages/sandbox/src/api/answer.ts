import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { STATUS_CODES } from 'node:http'
import type { Status } from './status.ts'

const headers = { 'cache-control': 'no-cache, private' }

export function answerJson(response: ServerResponse, code: number, body: unknown): void {
  answerJsonText(response, code, JSON.stringify(body))
}

export function answerJsonText(response: ServerResponse, code: number, body: string): void {
  response.writeHead(code, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

export function answerStatus(response: ServerResponse, status: Status): void {
  answerJson(response, status.code, status)
}

/** The API server's word for a path that no API group owns. */
export function answerNoPage(response: ServerResponse): void {
  response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
  response.end('404 page not found\n')
}

/** Refuses an upgrade on the bare socket: with a Status, with text, or with nothing but the code. */
export function refuseUpgrade(socket: Duplex, code: number, body: Status | string | undefined): void {
  const text = typeof body === 'object' ? `${JSON.stringify(body)}\n` : (body ?? '')
  const type = typeof body === 'object' ? 'application/json' : 'text/plain; charset=utf-8'
  const lines = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
    ...(body === undefined ? [] : [`content-type: ${type}`]),
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`)
}
