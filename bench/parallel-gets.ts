import type { Benchmark } from './benchmark.ts'
import { get, throughKubectl, tunnels, type Way } from './exchange.ts'
import { milliseconds, percentile, ratio } from './figures.ts'
import { kubectlForward } from './kubectl-forward.ts'

const parallel = 50
const perRound = 600
const rounds = 6

/** Fifty requests at a time to one port, with the limits that Portolan runs with. */
export const parallelGets: Benchmark = {
  name: 'parallel-gets',
  on: 'cluster',
  async run(cluster) {
    await using forward = await kubectlForward(cluster, parallel)
    using open = tunnels(cluster)
    const path = cluster.bytesPath(1_000)
    const ways = { tunnel: open.way, kubectl: throughKubectl(forward) }
    const names = ['tunnel', 'kubectl'] as const
    const times: Record<keyof typeof ways, number[]> = { tunnel: [], kubectl: [] }
    const spent: Record<keyof typeof ways, number> = { tunnel: 0, kubectl: 0 }
    for (const name of names) await atOnce(ways[name], path)
    for (let round = 0; round < rounds; round++) {
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const started = performance.now()
        times[name].push(...(await atOnce(ways[name], path)))
        spent[name] += performance.now() - started
      }
    }
    const perSecond = (name: keyof typeof ways) => (times[name].length / spent[name]) * 1_000
    const [ours, theirs] = [perSecond('tunnel'), perSecond('kubectl')]
    const row = (what: string, share: number) => {
      const [tunnel, kubectl] = [percentile(times.tunnel, share), percentile(times.kubectl, share)]
      return [what, milliseconds(tunnel), milliseconds(kubectl), ratio(tunnel, kubectl)]
    }
    return {
      title: `${parallel} parallel GETs of 1000 bytes (${rounds * perRound} each)`,
      columns: ['', 'tunnel', 'kubectl port-forward', 'ratio'],
      rows: [
        ['requests per second (more is better)', ours.toFixed(0), theirs.toFixed(0), ratio(ours, theirs)],
        row('p50, waiting for a connection included', 0.5),
        row('p99, waiting for a connection included', 0.99),
      ],
      notes: [
        `The tunnel agent shares ${open.agent.maxSockets} tunnels; kubectl gets ${parallel} connections.`,
      ],
    }
  },
}

async function atOnce(way: Way, path: string): Promise<number[]> {
  const times: number[] = []
  let left = perRound
  const worker = async () => {
    while (left > 0) {
      left -= 1
      times.push((await get(way, path)).total)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return times
}
