import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** One recorded or generated HTTP answer. */
export type StoredAnswer = {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
  /** Beside content-type and content-length. */
  readonly headers?: Readonly<Record<string, string>>
}

type Later<T> = T | Promise<T>

/** Answers by request target, e.g. `/clusters?format=json`, as they are made or read from somewhere. */
export type AnswerSource = {
  get(target: string): Later<StoredAnswer> | undefined
  keys(): Iterable<string>
  /** What the component said to a path that it does not know, where that is known. */
  readonly unknown?: Later<StoredAnswer> | undefined
}

/** Answers that are in memory. */
export type AnswerTable = ReadonlyMap<string, StoredAnswer>

export type AnswerRules = {
  readonly answers: AnswerSource
  /** Answers that are computed from the request; `undefined` leaves it to the table. */
  readonly compute?: (url: URL, request: IncomingMessage) => Later<StoredAnswer | undefined>
  /** What the component says to a path that it does not know. */
  readonly unknown: Later<StoredAnswer>
}

/** Serves a table: the exact target first, then a computed answer, then the path without its query. */
export function answerFrom(rules: AnswerRules): RequestListener {
  return (request, response) => {
    request.resume()
    findAnswer(rules, request).then(
      (answer) => send(request, response, answer),
      () => request.socket.destroy(),
    )
  }
}

async function findAnswer(
  { answers, compute, unknown }: AnswerRules,
  request: IncomingMessage,
): Promise<StoredAnswer> {
  const target = request.url ?? '/'
  const url = URL.parse(target, 'http://pod')
  if (!url) return unknown
  return (
    (await answers.get(target)) ??
    (await compute?.(url, request)) ??
    (await answers.get(url.pathname)) ??
    (await unknown)
  )
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body, headers }: StoredAnswer,
): void {
  response.writeHead(status, {
    ...(type ? { 'content-type': type } : {}),
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

export function text(body: string, status = 200, type = 'text/plain; charset=UTF-8'): StoredAnswer {
  return { status, type, body }
}

export function json(value: unknown, status = 200): StoredAnswer {
  return { status, type: 'application/json', body: `${JSON.stringify(value)}\n` }
}

/** The answer of Go's `http.NotFound`. */
export const goNotFound = text('404 page not found\n', 404, 'text/plain; charset=utf-8')
