import { changedByAdmin, adminLayers, readRuntime } from '../proxy/runtime-table.ts'
import { readInitDump } from '../proxy/init-dump.ts'
import { isTalkative, readLoggers } from '../proxy/loggers-table.ts'
import { readServerInfo } from '../proxy/server-info.ts'
import { told } from '../proxy/told.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Finding } from './finding.ts'

/** What Envoy's own state has of notice: not live, waiting, talking too much, changed by hand. */
export function serverFindings(answers: ProxyAnswers): readonly Finding[] {
  return [
    ...stateFindings(answers),
    ...waitFindings(answers),
    ...loggerFindings(answers),
    ...runtimeFindings(answers),
  ]
}

function stateFindings({ serverInfo }: ProxyAnswers): readonly Finding[] {
  if (serverInfo === undefined) return []
  const { state } = readServerInfo(serverInfo)
  if (state === 'LIVE') return []
  return [{ severity: 'warning', word: 'finding.not-live', why: 'finding.not-live.why', text: state }]
}

function waitFindings({ initDump }: ProxyAnswers): readonly Finding[] {
  if (initDump === undefined) return []
  return readInitDump(initDump).map(({ name, targets }) => ({
    severity: 'warning',
    word: 'finding.waiting',
    why: 'finding.waiting.why',
    name,
    text: targets.join(', '),
  }))
}

function loggerFindings({ logging }: ProxyAnswers): readonly Finding[] {
  if (logging === undefined) return []
  const talkative = readLoggers(logging).filter(isTalkative)
  if (talkative.length === 0) return []
  const names = talkative.map(({ logger, level }) => `${logger}: ${level}`).join(', ')
  return [{ severity: 'info', word: 'finding.talkative', why: 'finding.talkative.why', text: names }]
}

function runtimeFindings({ runtime, dump }: ProxyAnswers): readonly Finding[] {
  if (runtime === undefined) return []
  const layers = adminLayers(dump.entries.bootstrap[0]?.resource)
  return changedByAdmin(readRuntime(runtime), layers).map(({ key, value, decidedBy }) => ({
    severity: 'info',
    word: 'finding.runtime-changed',
    why: 'finding.runtime-changed.why',
    name: key,
    text: value,
    facts: told('runtime.decided-by', decidedBy),
    link: { kind: 'row', table: 'runtime', name: key },
  }))
}
