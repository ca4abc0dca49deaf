import { setTimeout as pause } from 'node:timers/promises'
import type { Chart } from '@portolan/contract/chart'
import type { PodRef } from '@portolan/contract/pod-ref'
import { systemClock } from '@portolan/server/clock'
import type { ClusterSession } from '@portolan/server/cluster/cluster-session'
import { Clusters } from '@portolan/server/cluster/clusters'
import { createLog } from '@portolan/server/log'
import { numberOf, targetOf } from '@portolan/server/observe/ask-port'
import { readEnvoyStats } from '@portolan/server/observe/envoy-stats'
import { PodProber } from '@portolan/server/observe/pod-prober'
import { readPodOnce } from '@portolan/server/routes/read-pod'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import type { Benchmark, ClusterUnderTest } from './benchmark.ts'
import { ownCpu } from './figures.ts'

/** Each window, in milliseconds: one without the prober, one with it, in turns. */
const window = 30_000
const rounds = 2
/** Counters that move by less than this between the two columns, per minute, are the mesh's own noise. */
const noise = 6

/** What looking at one pod for a minute leaves behind: CPU, questions, log lines, and Envoy's own counters. */
export const probingCost: Benchmark = {
  name: 'probing-cost',
  on: 'cluster',
  async run(cluster) {
    await using clusters = clustersOf(cluster)
    const session = clusters.get(cluster.kubeConfig.currentContext)
    const ref = { namespace: cluster.target.namespace, name: cluster.target.pod }
    const { chart } = await readPodOnce(session, ref, AbortSignal.timeout(10_000))
    const [quiet, watched]: [Counts, Counts] = [new Map(), new Map()]
    for (let round = 0; round < rounds; round++) {
      add(quiet, await count(session, chart, ref, () => pause(window)))
      add(watched, await count(session, chart, ref, () => look(session, chart, ref, watched)))
    }
    const minutes = (window * rounds) / 60_000
    const rows = [...new Set([...quiet.keys(), ...watched.keys()])].map((what) => {
      const [without, with_] = [(quiet.get(what) ?? 0) / minutes, (watched.get(what) ?? 0) / minutes]
      return [what, without.toFixed(0), with_.toFixed(0), (with_ - without).toFixed(0)]
    })
    return {
      title: `Probing cost of one viewed pod (${chart.kind}, ${chart.ports.length} ports on the chart), per minute`,
      columns: ['', 'nobody looks', 'somebody looks', 'difference'],
      rows: rows.filter(
        ([what = '', , , difference]) => what.includes(' ') || Math.abs(Number(difference)) >= noise,
      ),
      notes: [
        `${rounds} windows of ${window / 1_000} s each way, in turns. The mesh’s own traffic is in both columns.`,
        `Envoy’s counters are listed where the two columns differ by ${noise} a minute or more.`,
      ],
    }
  },
}

type Counts = Map<string, number>

function clustersOf({ kubeConfig }: ClusterUnderTest): Clusters {
  const clusters = new Clusters({ clock: systemClock, log: createLog('error') })
  clusters.add({
    kubeconfig: { config: kubeConfig, impersonations: new Map(), from: ['the benchmark'] },
    mode: { kind: 'live' },
  })
  return clusters
}

/** Looks at the pod for one window, as the live hub does. */
async function look(session: ClusterSession, chart: Chart, ref: PodRef, into: Counts): Promise<void> {
  const { access, agent, client, clock } = session
  using prober = new PodProber({
    access,
    agent,
    clock,
    reviewAccess: () => client.portForwardAccess(ref.namespace, ref.name),
    onChange: ({ ports, vitals }) => {
      add(
        into,
        new Map([
          ['observations of ports', ports.length],
          ['readings of vital signs', vitals.length],
        ]),
      )
    },
  })
  prober.setChart(chart)
  prober.start()
  await pause(window)
}

/** What changed while the work went on. */
async function count(
  session: ClusterSession,
  chart: Chart,
  ref: PodRef,
  work: () => Promise<unknown>,
): Promise<Counts> {
  const before = await envoyCounters(session, chart)
  const [began, cpu] = [new Date(), ownCpu()]
  await work()
  const spent = ownCpu() - cpu
  const lines = await logLines(session, chart, ref, began)
  const after = await envoyCounters(session, chart)
  const counts: Counts = new Map([['CPU of the reading process, ms', spent], ...lines])
  for (const [name, value] of after) counts.set(name, value - (before.get(name) ?? 0))
  return counts
}

async function envoyCounters(session: ClusterSession, chart: Chart): Promise<ReadonlyMap<string, number>> {
  const admin = chart.ports.find(({ id }) => id === 'envoy-admin')
  if (admin === undefined) return new Map()
  const { signal } = new AbortController()
  const request = { method: 'GET', path: '/stats?type=Counters', signal, deadlineMs: 10_000 } as const
  const answer = await tunnelRequest(session.agent, targetOf(chart, numberOf(admin)), request)
  return readEnvoyStats(await answer.text())
}

async function logLines(
  { access }: ClusterSession,
  chart: Chart,
  { namespace, name }: PodRef,
  since: Date,
): Promise<Counts> {
  const counts: Counts = new Map()
  const { signal } = new AbortController()
  for (const container of chart.containers.filter(({ state }) => state === 'running')) {
    const query = new URLSearchParams({ container: container.name, sinceTime: since.toISOString() })
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/log?${query.toString()}`
    const { text } = await access.restRequest({ path, signal, deadlineMs: 10_000 })
    counts.set(`log lines of ${container.name}`, text.split('\n').filter((line) => line !== '').length)
  }
  return counts
}

function add(to: Counts, more: ReadonlyMap<string, number>): void {
  for (const [name, value] of more) to.set(name, (to.get(name) ?? 0) + value)
}
