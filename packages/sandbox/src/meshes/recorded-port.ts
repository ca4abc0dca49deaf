import type { RequestListener } from 'node:http'
import type { RecordedBehaviour } from '@portolan/recording/entries'
import {
  answerFrom,
  goNotFound,
  text,
  type AnswerRules,
  type AnswerSource,
  type StoredAnswer,
} from '../pods/answer-table.ts'
import { envoyAdminRules } from '../pods/envoy-admin.ts'
import { computeStats } from '../envoy/stats.ts'
import { computeDebug } from '../pods/istiod-debug.ts'
import type { CertificateText, PodPort } from '../pods/pod-port.ts'

type RecordedPort = { readonly container: string; readonly behaviour: RecordedBehaviour }
/** The answers of a port at the moment that is shown; `undefined` when the port is gone. */
type AnswersNow = () => Promise<AnswerSource | undefined>
type Dialect = Extract<RecordedBehaviour, { kind: 'http' }>['dialect']

/** What plays one recorded port. */
export function recordedPort({ container, behaviour }: RecordedPort, answersNow: AnswersNow): PodPort {
  switch (behaviour.kind) {
    case 'http':
      return { container, kind: 'http', handler: playing(answersNow, behaviour.dialect) }
    case 'https': {
      const handler = playing(answersNow, 'plain')
      return { container, kind: 'https', ...certificateOf(behaviour), handler }
    }
    case 'tls':
      return { container, kind: 'tls', ...certificateOf(behaviour), mutual: behaviour.mutual }
    case 'dns':
      return { container, kind: 'dns', hosts: behaviour.hosts }
    case 'refused':
      return { container, kind: 'refused', text: behaviour.text }
    case 'silent':
      // Silence is what a server looks like that reads and never answers.
      return { container, kind: 'hold' }
    case 'h2c':
    case 'hold':
    case 'black-hole':
      return { container, kind: behaviour.kind }
    default:
      return behaviour satisfies never
  }
}

/** Who asks for a certificate first shows none, so there was nothing to record. */
function certificateOf({ names, notAfter }: CertificateText): CertificateText {
  return notAfter === '' || notAfter === undefined ? { names } : { names, notAfter }
}

function playing(answersNow: AnswersNow, dialect: Dialect): RequestListener {
  return (request, response) => {
    answersNow().then(
      (answers) => {
        // The process went away between two moments: its connections are reset.
        if (!answers) return request.socket.destroy()
        return answerFrom(rulesOf(dialect, answers))(request, response)
      },
      () => request.socket.destroy(),
    )
  }
}

const nothing: StoredAnswer = text('', 404)

function rulesOf(dialect: Dialect, answers: AnswerSource): AnswerRules {
  switch (dialect) {
    case 'envoy-admin':
      return envoyAdminRules(answers)
    case 'envoy-listener':
      return { answers, unknown: answers.unknown ?? { ...nothing, headers: { server: 'envoy' } } }
    case 'pilot-agent':
      // The agent hands the query of a scrape on to Envoy.
      return { answers, compute: (url) => computeStats(answers, url), unknown: answers.unknown ?? goNotFound }
    case 'istiod':
      return { answers, compute: (url) => computeDebug(answers, url), unknown: answers.unknown ?? goNotFound }
    case 'plain':
      return { answers, unknown: answers.unknown ?? goNotFound }
    default:
      return dialect satisfies never
  }
}
