import { memoryFacts, readMemory } from '../proxy/memory.ts'
import { nodeMessage, readProxyNode } from '../proxy/proxy-node.ts'
import { nodeFacts, readServerInfo, serverFacts } from '../proxy/server-info.ts'
import { told, toldTogether } from '../proxy/told.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Fact } from '../table/resource-table.ts'
import { certificateFacts, certificateFindings } from './certificate-findings.ts'
import { worstFirst } from './finding.ts'
import type { Finding } from './finding.ts'
import { hostFindings } from './host-findings.ts'
import { hostlessFindings } from './hostless-clusters.ts'
import { serverFindings } from './server-findings.ts'
import { openRequestFindings, slowFacts, slowFindings, upstreamTimes } from './slow-upstreams.ts'
import { statFindings } from './stat-findings.ts'
import { updateFacts } from './last-updates.ts'
import { updateFindings } from './update-findings.ts'

/** A proxy at a glance: what is the matter, what it is, and what could not be said. */
export type Overview = {
  /** The worst first. */
  readonly findings: readonly Finding[]
  readonly facts: readonly Fact[]
  /** The answers that were not there, so that nothing is said of what they tell. */
  readonly missing: readonly MissingAnswer[]
}

const asked = [
  'serverInfo',
  'initDump',
  'certs',
  'clusters',
  'stats',
  'memory',
  'runtime',
  'logging',
] as const
export type MissingAnswer = (typeof asked)[number] | 'dump'

/** Reads whatever was answered. @throws EnvoyAnswerError when an answer is something else altogether */
export function overviewOf(answers: ProxyAnswers): Overview {
  const { dump, clusters, stats, serverInfo, readAt } = answers
  const uptime = serverInfo === undefined ? undefined : readServerInfo(serverInfo).uptimeMilliseconds
  const findings = [
    ...updateFindings(dump, readAt),
    ...serverFindings(answers),
    ...certificateFindings(answers),
    ...(clusters === undefined ? [] : hostFindings(clusters)),
    ...(clusters === undefined ? [] : hostlessFindings(dump, clusters)),
    ...(clusters === undefined ? [] : openRequestFindings(clusters, uptime)),
    ...(stats === undefined ? [] : slowFindings(stats)),
    ...(stats === undefined ? [] : statFindings(stats, clusters !== undefined)),
  ]
  return { findings: worstFirst(findings), facts: overviewFacts(answers), missing: missingOf(answers) }
}

function missingOf(answers: ProxyAnswers): readonly MissingAnswer[] {
  const empty = Object.values(answers.dump.entries).every((entries) => entries.length === 0)
  return [...(empty ? (['dump'] as const) : []), ...asked.filter((name) => answers[name] === undefined)]
}

function overviewFacts(answers: ProxyAnswers): readonly Fact[] {
  const { dump, serverInfo, memory, stats } = answers
  const node = nodeMessage(serverInfo, dump.entries.bootstrap[0]?.resource)
  return [
    ...toldTogether('overview.identity', node === undefined ? [] : nodeFacts(readProxyNode(node))),
    ...toldTogether(
      'overview.process',
      serverInfo === undefined ? [] : serverFacts(readServerInfo(serverInfo)),
    ),
    ...toldTogether('overview.updates', updateFacts(answers)),
    ...toldTogether('overview.certificates', certificateFacts(answers)),
    ...toldTogether('overview.memory', memory === undefined ? [] : memoryFacts(readMemory(memory))),
    ...(stats === undefined ? [] : timesFacts(stats)),
  ]
}

function timesFacts(stats: NonNullable<ProxyAnswers['stats']>): readonly Fact[] {
  if (upstreamTimes(stats) === undefined) return told('overview.times-unknown', 'upstream_rq_time')
  return toldTogether('overview.times', slowFacts(stats))
}
