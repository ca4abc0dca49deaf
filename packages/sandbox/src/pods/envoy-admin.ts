import type { RequestListener } from 'node:http'
import { notInRecording } from '@portolan/recording/not-in-recording'
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
import type { EnvoyControls } from '../envoy/envoy-controls.ts'
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
 * Envoy's admin interface as one living Envoy. Mutating paths need POST (405
 * otherwise); log levels and the counters' reset are kept, the others say OK
 * without changing anything.
 * @param answersOf the answers before and after the counters were reset
 */
export function envoyAdmin(
  answersOf: (countersAreReset: boolean) => AnswerTable,
  controls: EnvoyControls,
): RequestListener {
  const usual = answerFrom(envoyAdminRules(withHeaders(answersOf(false)), controls))
  const reset = answerFrom(envoyAdminRules(withHeaders(answersOf(true)), controls))
  return (request, response) => (controls.countersAreReset ? reset : usual)(request, response)
}

/**
 * The same for answers that are not all in memory, with the headers that they
 * were recorded with.
 * @param controls what remembers changes; a recording has none, and cannot be changed
 */
export function envoyAdminRules(answers: AnswerSource, controls?: EnvoyControls): AnswerRules {
  return {
    answers,
    compute: async (url, request) => {
      const answer = mutating.has(url.pathname)
        ? mutatingAnswer(url, request.method, controls)
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

function mutatingAnswer(
  url: URL,
  method: string | undefined,
  controls: EnvoyControls | undefined,
): StoredAnswer {
  if (method !== 'POST') return text(`Method ${method ?? 'GET'} not allowed, POST required.`, 405)
  if (controls !== undefined) return controls.told(url) ?? text('OK\n')
  return url.pathname === '/logging' && url.search === ''
    ? text(`the log levels are ${notInRecording}\n`, 404)
    : text('a recording cannot be changed\n', 409)
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
