import type { RequestListener } from 'node:http'
import {
  answerFrom,
  text,
  type AnswerRules,
  type AnswerSource,
  type AnswerTable,
  type StoredAnswer,
} from './answer-table.ts'
import { computeConfigDump } from '../envoy/config-dump.ts'
import { computeClusters } from '../envoy/clusters.ts'
import { computeStats } from '../envoy/stats.ts'

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
  return answerFrom(envoyAdminRules(withHeaders(answers)))
}

/** The same for answers that are not all in memory, with the headers that they were recorded with. */
export function envoyAdminRules(answers: AnswerSource): AnswerRules {
  return {
    answers,
    compute: async (url, request) => {
      const answer = mutating.has(url.pathname)
        ? mutatingAnswer(url.pathname, request.method)
        : await computeAdmin(answers, url)
      return answer && { ...answer, headers: envoyHeaders }
    },
    unknown: invalidPath(answers),
  }
}

async function computeAdmin(answers: AnswerSource, url: URL): Promise<StoredAnswer | undefined> {
  switch (url.pathname) {
    case '/config_dump':
      return computeConfigDump(answers, url)
    case '/clusters':
      return computeClusters(answers, url)
    case '/stats':
    case '/stats/prometheus':
      return computeStats(answers, url)
    default:
      return undefined
  }
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

async function invalidPath(answers: AnswerSource): Promise<StoredAnswer> {
  const help = await answers.get('/help')
  return {
    ...text(`invalid path. ${String(help?.body ?? 'admin commands are:\n')}`, 404),
    headers: envoyHeaders,
  }
}

function withHeaders(answers: AnswerTable): AnswerTable {
  return new Map([...answers].map(([path, answer]) => [path, { headers: envoyHeaders, ...answer }]))
}
