import { answeredXdsStreams } from '@portolan/catalog/xds-stream'
import type { Chart, ChartPort, ChartVital } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { VitalObservation } from '@portolan/contract/observation'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import { because } from '../journal/because.ts'
import { numberOf, targetOf } from './ask-port.ts'
import { readEnvoyStats, statName } from './envoy-stats.ts'
import { bounded, evidenceOfError } from './evidence-of-error.ts'
import type { PodWay } from './probe-way.ts'
import { RejectionMemory } from './rejection-memory.ts'
import { readRejectedConfig, rejectedConfigPaths } from './rejected-config.ts'

/** Longest answer that is read, in bytes: the questions name a handful of statistics. */
const longestAnswer = 256 * 1024

/** How to ask, and until when. */
export type VitalAsking = PodWay & {
  readonly signal: AbortSignal
  readonly deadlineMs: number
  readonly clock: { date(): Date }
  /** What is known of a port right now: only one that answers HTTP is asked. */
  readonly evidenceOf: (portKey: string) => Evidence | undefined
}

type Reading = Pick<VitalObservation, 'state' | 'value' | 'text'>

/** Reads the vital signs of one pod's processes: one GET for all that share a port and a path. */
export class VitalSigns {
  readonly #chart: Chart
  readonly #rejections: RejectionMemory

  /** @param previous the same pod's signs before its chart changed */
  constructor(chart: Chart, previous: VitalSigns | undefined) {
    this.#chart = chart
    this.#rejections = previous?.rejections ?? new RejectionMemory()
  }

  get rejections(): RejectionMemory {
    return this.#rejections
  }

  /** Vitals whose port was not observed yet are left out. Never throws. */
  async read(asking: VitalAsking): Promise<readonly VitalObservation[]> {
    const groups = Map.groupBy(this.#chart.vitals, ({ port, path }) => `${port} ${path}`)
    const read = await Promise.all([...groups.values()].map((group) => this.#readGroup(group, asking)))
    const observedAt = asking.clock.date().toISOString()
    return read.flat().map(([{ key }, reading]) => Object.assign(reading, { vital: key, observedAt }))
  }

  async #readGroup(
    group: readonly ChartVital[],
    asking: VitalAsking,
  ): Promise<readonly (readonly [ChartVital, Reading])[]> {
    const [first] = group
    const port = this.#chart.ports.find(({ key }) => key === first?.port)
    const evidence = port === undefined ? undefined : asking.evidenceOf(port.key)
    if (first === undefined || port === undefined || evidence === undefined) return []
    if (evidence.kind !== 'http') {
      const text = 'text' in evidence ? evidence.text : undefined
      return group.map((vital) => [vital, { state: 'unknown', ...(text === undefined ? {} : { text }) }])
    }
    try {
      const stats = readEnvoyStats(await this.#get(port, first.path, asking))
      return await Promise.all(
        group.map(async (vital) => [vital, await this.#judge(vital, port, stats, asking)] as const),
      )
    } catch (error) {
      const failure = evidenceOfError(error, `GET ${first.path}`)
      return group.map((vital) => [
        vital,
        { state: 'unknown', text: 'text' in failure ? failure.text : failure.kind },
      ])
    }
  }

  async #judge(
    vital: ChartVital,
    port: ChartPort,
    stats: ReadonlyMap<string, number>,
    asking: VitalAsking,
  ): Promise<Reading> {
    const names = new Set(vital.stats.map(statName))
    const values = [...names].flatMap((name) => stats.get(name) ?? [])
    if (values.length === 0) return { state: 'unknown', text: `no such statistic: ${vital.stats.join(', ')}` }
    switch (vital.id) {
      case 'envoy-state':
        return envoyState(values[0])
      case 'envoy-xds-stream': {
        const streams = answeredXdsStreams((name) => stats.get(statName(name))) ?? 0
        return { state: streams > 0 ? 'good' : 'bad', value: String(streams) }
      }
      case 'envoy-config-rejected':
        return this.#rejected(sum(values), port, asking)
      default:
        return { state: 'unknown', value: values.join(', ') }
    }
  }

  async #rejected(count: number, port: ChartPort, asking: VitalAsking): Promise<Reading> {
    const value = String(count)
    if (this.#rejections.mustAsk(count)) {
      const answers = await Promise.all(
        rejectedConfigPaths.map((path) => this.#get(port, path, asking).catch(() => '')),
      )
      this.#rejections.learn(count, answers.flatMap(readRejectedConfig))
    }
    const { reasons } = this.#rejections
    return reasons.length === 0
      ? { state: 'good', value }
      : { state: 'bad', value, text: bounded(reasons.join('; ')) }
  }

  async #get(port: ChartPort, path: string, asking: VitalAsking): Promise<string> {
    const number = numberOf(port)
    const target = targetOf(this.#chart, number)
    const response = await because({ why: 'probe' }, () =>
      tunnelRequest(asking.agent, target, {
        method: 'GET',
        path,
        headers: { host: `localhost:${number}`, 'user-agent': 'portolan-probe' },
        signal: asking.signal,
        deadlineMs: asking.deadlineMs,
        maxBytes: longestAnswer,
      }),
    )
    return response.text()
  }
}

/** @see envoy: api/envoy/admin/v3/server_info.proto (ServerInfo.State) */
const envoyStates = ['LIVE', 'DRAINING', 'PRE_INITIALIZING', 'INITIALIZING'] as const

function envoyState(value: number | undefined): Reading {
  const name = value === undefined ? undefined : envoyStates[value]
  if (name === undefined) return { state: 'unknown', value: String(value) }
  return { state: name === 'LIVE' ? 'good' : 'bad', value: name }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
