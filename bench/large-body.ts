import type { Benchmark } from './benchmark.ts'
import { get, throughKubectl, tunnels } from './exchange.ts'
import { median, milliseconds, ownCpu, ratio } from './figures.ts'
import { kubectlForward } from './kubectl-forward.ts'

const sizes = [100_000_000, 300_000_000] as const
const rounds = 5

type Sample = { readonly time: number; readonly cpu: number; readonly kubectlCpu: number }

/** Large answers over one connection that is open already, in interleaved rounds; the first round is the cold one. */
export const largeBody: Benchmark = {
  name: 'large-body',
  on: 'cluster',
  async run(cluster) {
    await using forward = await kubectlForward(cluster)
    using open = tunnels(cluster)
    const ways = { tunnel: open.way, kubectl: throughKubectl(forward) }
    const names = ['tunnel', 'kubectl'] as const
    const rows: string[][] = []
    for (const size of sizes) {
      const samples: Record<keyof typeof ways, Sample[]> = { tunnel: [], kubectl: [] }
      for (let round = 0; round < rounds; round++) {
        for (const name of round % 2 === 0 ? names : names.toReversed()) {
          const [own, theirs] = [ownCpu(), forward.cpu()]
          const { total, bytes } = await get(ways[name], cluster.bytesPath(size))
          if (bytes !== size) throw new Error(`${bytes} bytes came instead of ${size}`)
          const kubectlCpu = forward.cpu() - theirs
          samples[name].push({ time: total, cpu: ownCpu() - own + kubectlCpu, kubectlCpu })
        }
      }
      const what = `${size / 1_000_000} MB`
      const row = (
        label: string,
        read: (sample: Sample) => number,
        pick: (values: readonly number[]) => number,
      ) => {
        const [ours, theirs] = [pick(samples.tunnel.map(read)), pick(samples.kubectl.map(read))]
        rows.push([`${what}, ${label}`, milliseconds(ours), milliseconds(theirs), ratio(ours, theirs)])
      }
      if (size === sizes[0])
        row(
          'first one of the process',
          ({ time }) => time,
          ([first = Number.NaN]) => first,
        )
      row('median time', ({ time }) => time, median)
      row('median CPU', ({ cpu }) => cpu, median)
      const kubectlAlone = median(samples.kubectl.map(({ kubectlCpu }) => kubectlCpu))
      const ours = median(samples.tunnel.map(({ cpu }) => cpu))
      rows.push([
        `${what}, CPU of kubectl without its reader`,
        milliseconds(ours),
        milliseconds(kubectlAlone),
        ratio(ours, kubectlAlone),
      ])
    }
    return {
      title: `One large body (${rounds} interleaved rounds)`,
      columns: ['', 'tunnel', 'kubectl port-forward', 'ratio'],
      rows,
      notes: [
        'CPU of the tunnel is the whole reading process. CPU of kubectl is kubectl and the process that reads from it; the last row of each size counts kubectl alone.',
      ],
    }
  },
}
