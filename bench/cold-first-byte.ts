import type { Benchmark } from './benchmark.ts'
import { get, throughKubectl, tunnels } from './exchange.ts'
import { median, milliseconds, ratio } from './figures.ts'
import { kubectlForward } from './kubectl-forward.ts'

const rounds = 15

const row = (what: string, ours: readonly number[], theirs: readonly number[]) => [
  what,
  milliseconds(median(ours)),
  milliseconds(median(theirs)),
  ratio(median(ours), median(theirs)),
]

/** From nothing to the first byte of an answer, and a further connection where the way is known. */
export const coldFirstByte: Benchmark = {
  name: 'cold-first-byte',
  on: 'cluster',
  async run(cluster) {
    const path = cluster.bytesPath(1_000)
    const fromNothing: number[] = []
    const another: number[] = []
    const kubectlFromNothing: number[] = []
    const kubectlAnother: number[] = []
    for (let round = 0; round < rounds; round++) {
      {
        using open = tunnels(cluster)
        fromNothing.push((await get(open.way, path)).firstByte)
        open.agent.closeIdle(cluster.target)
        another.push((await get(open.way, path)).firstByte)
      }
      const started = performance.now()
      await using forward = await kubectlForward(cluster)
      const opened = performance.now() - started
      kubectlFromNothing.push(opened + (await get(throughKubectl(forward), path)).firstByte)
      forward.agent.destroy()
      kubectlAnother.push((await get(throughKubectl(forward), path)).firstByte)
    }
    return {
      title: `First byte (median of ${rounds})`,
      columns: ['', 'tunnel', 'kubectl port-forward', 'ratio'],
      rows: [
        row('from nothing: connect, upgrade, ask', fromNothing, kubectlFromNothing),
        row('one more connection to the same port', another, kubectlAnother),
      ],
      notes: [
        'From nothing counts the start of kubectl, which is what a person waits for. One more connection is one more upgrade for the tunnel, and one more stream of the same connection for kubectl.',
      ],
    }
  },
}
