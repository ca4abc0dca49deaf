import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { Problem } from '@portolan/contract/problem'
import { AppError } from './app-error.ts'
import type { Log } from './log.ts'
import { requestIdOf } from './request-log.ts'

/** The one place where an error becomes an answer (RFC 9457). Anything but an AppError is a bug: logged, and hidden. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return function answerProblem(error: unknown, _request, response, _next) {
    const known = asAppError(error)
    const requestId = requestIdOf(response)
    if (known === undefined) log.error({ requestId, err: error }, 'a request failed in an unforeseen way')
    if (response.headersSent) {
      response.destroy()
      return
    }
    sendProblem(response, known ?? new AppError({ code: 'internal', status: 500 }))
  }
}

/** Answers an unknown path with fixed words; what was asked is never repeated (CVE-2022-3962). */
export const answerNotFound: RequestHandler = function answerNotFound() {
  throw new AppError({ code: 'not-found', status: 404, detail: 'There is nothing at this path.' })
}

function sendProblem(response: Response, error: AppError): void {
  const body: Problem = {
    type: `urn:portolan:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.evidence === undefined ? {} : { evidence: error.evidence }),
    requestId: requestIdOf(response),
  }
  response.status(error.status).set('cache-control', 'no-store').type('application/problem+json')
  response.end(JSON.stringify(body))
}

function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  // Express and its body parser mark a client's mistakes with a status of 4xx (http-errors, a path that cannot be decoded).
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined
  if (error.status < 400 || error.status > 499) return undefined
  if (error.status === 413) {
    return new AppError({
      code: 'bad-request',
      status: 413,
      detail: 'The request body is too large.',
      cause: error,
    })
  }
  return new AppError({
    code: 'bad-request',
    status: 400,
    detail: 'The request could not be read.',
    cause: error,
  })
}
