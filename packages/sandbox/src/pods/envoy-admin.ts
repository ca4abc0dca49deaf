import type { RequestListener } from 'node:http'
import { answerFrom, text, type AnswerTable, type StoredAnswer } from './answer-table.ts'
import { computeStats } from './envoy-stats.ts'

const mutating = new Set([
  '/cpuprofiler',
  '/drain_listeners',
  '/healthcheck/fail',
  '/healthcheck/ok',
  '/heapprofiler',
  '/logging',
  '/quitquitquit',
  '/reopen_logs',
  '/reset_counters',
  '/runtime_modify',
  '/tap',
])

const envoyHeaders = {
  'cache-control': 'no-cache, max-age=0',
  'x-content-type-options': 'nosniff',
  server: 'envoy',
}

/**
 * Envoy's admin interface from stored answers. Mutating paths need POST (405
 * otherwise) and then say OK without changing anything.
 */
export function envoyAdmin(answers: AnswerTable): RequestListener {
  return answerFrom({
    answers: withHeaders(answers),
    compute: (url, request) => {
      const answer = mutating.has(url.pathname)
        ? mutatingAnswer(url.pathname, request.method)
        : computeStats(answers, url)
      return answer && { ...answer, headers: envoyHeaders }
    },
    unknown: { ...invalidPath(answers), headers: envoyHeaders },
  })
}

/** What Envoy's own listener says to an unrouted path: 404, and nothing else. */
export function envoyListener(answers: AnswerTable): RequestListener {
  const served = new Map(
    [...answers].map(([path, answer]) => [path, { ...answer, headers: { server: 'envoy' } }]),
  )
  return answerFrom({
    answers: served,
    unknown: { status: 404, type: '', body: '', headers: { server: 'envoy' } },
  })
}

function mutatingAnswer(path: string, method: string | undefined): StoredAnswer {
  if (method !== 'POST') return text(`Method ${method ?? 'GET'} not allowed, POST required.`, 405)
  return path === '/logging' ? text('active loggers:\n  admin: warning\n  main: warning\n') : text('OK\n')
}

function invalidPath(answers: AnswerTable): StoredAnswer {
  return text(`invalid path. ${String(answers.get('/help')?.body ?? 'admin commands are:\n')}`, 404)
}

function withHeaders(answers: AnswerTable): AnswerTable {
  return new Map([...answers].map(([path, answer]) => [path, { headers: envoyHeaders, ...answer }]))
}
