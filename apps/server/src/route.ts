import type { Request, Response, Router } from 'express'
import * as z from 'zod/mini'
import { AppError } from './app-error.ts'

const expressMethods = { GET: 'get', POST: 'post' } as const

/** One entry of the contract's route table. */
type Contract<P extends z.core.$ZodType, B extends z.core.$ZodType, A extends z.core.$ZodType> = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly params: P
  readonly body: B
  readonly answer: A
}

/** What a handler gets: parsed values, and a signal that ends with the client or at the deadline. */
export type RouteInput<P extends z.core.$ZodType, B extends z.core.$ZodType> = {
  readonly params: z.output<P>
  readonly body: z.output<B>
  readonly signal: AbortSignal
}

/** Longest time that a plain request may take, in milliseconds; then the client gets a `timeout` problem. */
export const requestDeadline = 20_000

/**
 * Serves one route of the contract: its params and body are parsed by the
 * contract's schemas before the handler sees them, and its answer is typed by it.
 */
export function route<P extends z.core.$ZodType, B extends z.core.$ZodType, A extends z.core.$ZodType>(
  router: Router,
  contract: Contract<P, B, A>,
  handle: (input: RouteInput<P, B>) => Promise<z.output<A>>,
): void {
  const { method, path, params, body } = contract
  const expressPath = path.replaceAll(/\{(\w+)\}/g, ':$1')
  router[expressMethods[method]](expressPath, async (request, response) => {
    const deadline = AbortSignal.timeout(requestDeadline)
    const gone = new AbortController()
    response.once('close', () => gone.abort(new Error('the client went away')))
    const input = { params: parseParams(params, request), body: parseBody(body, request) }
    try {
      const answer = await handle({ ...input, signal: AbortSignal.any([deadline, gone.signal]) })
      response.set('cache-control', 'no-store').json(answer)
    } catch (error) {
      if (gone.signal.aborted) return
      if (!deadline.aborted || error instanceof AppError) throw error
      throw new AppError({
        code: 'timeout',
        status: 504,
        detail: `No answer within ${requestDeadline / 1000} s.`,
        cause: error,
      })
    }
  })
}

/** What a handler gets that writes its answer itself. `gone` aborts when the client went away. */
export type StreamInput<P extends z.core.$ZodType, Q extends z.core.$ZodType> = {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly gone: AbortSignal
  readonly response: Response
}

/**
 * Serves one GET of the contract whose answer is no JSON. What the handler
 * throws before it wrote anything becomes a problem, as everywhere.
 */
export function streamRoute<P extends z.core.$ZodType, Q extends z.core.$ZodType>(
  router: Router,
  contract: { readonly method: 'GET'; readonly path: string; readonly params: P; readonly query: Q },
  handle: (input: StreamInput<P, Q>) => Promise<void>,
): void {
  const answer = async (request: Request, response: Response): Promise<void> => {
    const gone = new AbortController()
    response.once('close', () => gone.abort(new Error('the client went away')))
    const params = parseParams(contract.params, request)
    const query = z.safeParse(contract.query, request.query)
    if (!query.success) {
      const wrong = query.error.issues[0]?.path[0]
      throw new AppError({
        code: 'bad-request',
        status: 400,
        detail:
          wrong === undefined
            ? 'The query could not be read.'
            : `The query’s “${String(wrong)}” is not valid.`,
      })
    }
    try {
      await handle({ params, query: query.data, gone: gone.signal, response })
    } catch (error) {
      if (!gone.signal.aborted) throw error
    }
  }
  router[expressMethods[contract.method]](contract.path.replaceAll(/\{(\w+)\}/g, ':$1'), answer)
}

function parseParams<S extends z.core.$ZodType>(schema: S, request: Request): z.output<S> {
  const parsed = z.safeParse(schema, request.params)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues[0]?.path[0]
  if (wrong === 'namespace' || wrong === 'pod') {
    throw new AppError({
      code: 'bad-pod-name',
      status: 400,
      detail:
        'A namespace is a DNS label, a pod’s name a DNS subdomain: lower-case letters, digits and dashes, as kubectl get pods prints them.',
    })
  }
  if (wrong === 'port') {
    throw new AppError({ code: 'bad-port', status: 400, detail: 'A port is a number from 1 to 65535.' })
  }
  throw new AppError({ code: 'bad-request', status: 400, detail: 'The path could not be read.' })
}

function parseBody<S extends z.core.$ZodType>(schema: S, request: Request): z.output<S> {
  const parsed = z.safeParse(schema, request.body ?? {})
  if (parsed.success) return parsed.data
  throw new AppError({
    code: 'bad-request',
    status: 400,
    detail: 'The request body is not what this route takes.',
  })
}
