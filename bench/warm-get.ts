import type { Benchmark } from './benchmark.ts'
import { get, throughKubectl, tunnels, type Way } from './exchange.ts'
import { milliseconds, ownCpu, percentile, ratio } from './figures.ts'
import { kubectlForward } from './kubectl-forward.ts'

const rounds = 30
const perRound = 60
const warmUp = 300
const bodyBytes = 1_000

/** Small answers over one connection that is open already, one at a time, in interleaved rounds. */
export const warmGet: Benchmark = {
  name: 'warm-get',
  on: 'cluster',
  async run(cluster) {
    await using forward = await kubectlForward(cluster)
    using open = tunnels(cluster)
    const path = cluster.bytesPath(bodyBytes)
    const ways = { tunnel: open.way, kubectl: throughKubectl(forward) }
    const times: Record<keyof typeof ways, number[]> = { tunnel: [], kubectl: [] }
    const cpu: Record<keyof typeof ways, number> = { tunnel: 0, kubectl: 0 }
    for (const way of Object.values(ways)) for (let index = 0; index < warmUp; index++) await get(way, path)

    const names = ['tunnel', 'kubectl'] as const
    for (let round = 0; round < rounds; round++) {
      // Whoever goes first finds another machine than whoever goes second.
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const before = ownCpu() + forward.cpu()
        times[name].push(...(await timed(ways[name], path)))
        cpu[name] += ownCpu() + forward.cpu() - before
      }
    }
    const row = (what: string, share: number) => {
      const [ours, theirs] = [percentile(times.tunnel, share), percentile(times.kubectl, share)]
      return [what, milliseconds(ours), milliseconds(theirs), ratio(ours, theirs)]
    }
    const requests = rounds * perRound
    const [ours, theirs] = [cpu.tunnel / requests, cpu.kubectl / requests]
    return {
      title: `Warm GET of ${bodyBytes} bytes, one at a time (${requests} each, ${rounds} interleaved rounds)`,
      columns: ['', 'tunnel', 'kubectl port-forward', 'ratio'],
      rows: [
        row('p50', 0.5),
        row('p90', 0.9),
        row('p99', 0.99),
        ['CPU per request', milliseconds(ours), milliseconds(theirs), ratio(ours, theirs)],
      ],
      notes: ['CPU is that of the reading process, and of kubectl where it takes part.'],
    }
  },
}

async function timed(way: Way, path: string): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < perRound; index++) times.push((await get(way, path)).total)
  return times
}
