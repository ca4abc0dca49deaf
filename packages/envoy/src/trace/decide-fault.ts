import { fractionPercent } from '../clusters/proto-text.ts'
import { fieldOf, messageOf, messagesOf, numberOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { millisecondsOf } from '../json/duration.ts'
import type { Decides, FilterDecision } from './filter-decision.ts'
import { headerOf } from './http-request.ts'
import { matchesHeader } from './matches-header.ts'
import { all } from './truth.ts'
import type { Sentence } from './trace.ts'

/**
 * Faults that are injected: a delay, an end, or both, for some of the requests.
 * @see envoy: source/extensions/filters/http/fault/fault_filter.cc
 */
export const decideFault: Decides = (config, ofRoute, { http }) => {
  const fault = ofRoute ?? config
  const delay = messageOf(fault, 'delay')
  const abort = messageOf(fault, 'abort')
  if (http === undefined || (delay === undefined && abort === undefined)) return undefined
  const matches = all(messagesOf(fault, 'headers').map((header) => matchesHeader(header, http)))
  if (matches === false) return { verdict: 'passed', because: [{ word: 'trace.fault-headers' }] }
  const asks =
    textOf(fault, 'upstream_cluster') !== undefined || textsOf(fault, 'downstream_nodes').length > 0
  if (matches === undefined || asks)
    return { verdict: 'unknown', because: [{ word: 'trace.not-evaluated', values: { what: 'fault' } }] }
  const status = statusOf(abort, headerOf(http, 'x-envoy-fault-abort-request'))
  const share =
    abort === undefined || status === undefined ? 0 : fractionPercent(messageOf(abort, 'percentage'))
  const held = millisecondsOf(textOf(delay, 'fixed_delay'))
  const delayed = delay === undefined ? 0 : fractionPercent(messageOf(delay, 'percentage'))
  const because: readonly Sentence[] = [
    ...(held === undefined || delayed === 0
      ? []
      : [{ word: 'trace.fault-delay', values: { delay: `${held} ms`, percent: String(delayed) } } as const]),
    ...(status === undefined || share === 0
      ? []
      : [{ word: 'trace.fault-abort', values: { status: String(status), percent: String(share) } } as const]),
  ]
  if (because.length === 0) return undefined
  return { ...endOf(status, share), because, ...(held === undefined || delayed < 100 ? {} : { delay: held }) }
}

function endOf(status: number | undefined, percent: number): Pick<FilterDecision, 'verdict' | 'answer'> {
  if (status === undefined || percent === 0) return { verdict: 'passed' }
  return {
    verdict: percent >= 100 ? 'refused' : 'passed',
    answer: { status, flag: 'FI', ...(percent >= 100 ? {} : { percent }) },
  }
}

function statusOf(abort: JsonObject | undefined, byHeader: string | undefined): number | undefined {
  if (abort === undefined) return undefined
  if (fieldOf(abort, 'header_abort') !== undefined) {
    const asked = Number(byHeader)
    return Number.isInteger(asked) && asked >= 200 && asked < 600 ? asked : undefined
  }
  // A gRPC status comes with 200.
  return numberOf(abort, 'http_status') ?? (fieldOf(abort, 'grpc_status') === undefined ? undefined : 200)
}
