import type { IncomingMessage } from 'node:http'
import { notInRecording } from '@portolan/recording/not-in-recording'
import { readStart } from '@portolan/tunnel/bounded-body'
import { NotHttpError } from '@portolan/tunnel/tunnel-request'
import { AppError } from '../app-error.ts'
import { bounded } from '../observe/evidence-of-error.ts'
import { failureOf } from '../raw/raw-failure.ts'

/** Most that is read of a refusal, in bytes. */
const longestRefusal = 2_000

/** What there is of an answer that is no 200. */
export type Refused = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly status: number
  readonly body: IncomingMessage
  readonly milliseconds: number
}

/**
 * Envoy's own refusal as a problem with its words. That a resource is not in the
 * dump is an answer too (`not-found`, with the answer as evidence), and a path that
 * `admin.allow_paths` leaves out is the operator's will.
 * @param isRecorded a recording says so of everything that nobody asked when it was made
 * @see envoy: source/server/admin/admin.cc, config_dump_handler.cc
 */
export async function refusalOf(refused: Refused, isRecorded: boolean): Promise<AppError> {
  const { method, path, status, body, milliseconds } = refused
  const said = bounded(await readStart(body, longestRefusal))
  body.destroy()
  const evidence =
    method === 'GET' ? ({ kind: 'http', method, path, status, milliseconds, said } as const) : undefined
  const problem = { detail: said === '' ? `Envoy answered with ${status}.` : said, evidence }
  if (status === 404 && isRecorded && (said.startsWith('invalid path') || said.includes(notInRecording))) {
    return new AppError({ code: 'not-recorded', status: 404, evidence, detail: said.split('\n')[0] })
  }
  switch (status) {
    case 404:
      return new AppError({ code: 'not-found', status, ...problem })
    case 403:
      return new AppError({ code: 'endpoint-disabled', status, ...problem })
    case 400:
      return new AppError({ code: 'bad-request', status, ...problem })
    default:
      return new AppError({ code: 'answer-broken', status: 502, ...problem })
  }
}

/** Why Envoy gave no answer at all. */
export function unanswered(error: unknown, asked: string): AppError {
  if (error instanceof NotHttpError) {
    const evidence = { kind: 'unexpected', asked, text: bounded(error.text) } as const
    return new AppError({ code: 'not-http', status: 502, evidence, cause: error })
  }
  const failure = failureOf(error, asked)
  const { evidence } = failure
  if (evidence === undefined || !('text' in evidence)) return failure
  const { text } = evidence
  if (text.includes(notInRecording)) {
    return new AppError({ code: 'not-recorded', status: 404, detail: text, evidence, cause: error })
  }
  return new AppError({ code: failure.code, status: failure.status, detail: text, evidence, cause: error })
}
