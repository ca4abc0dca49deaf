import { setTimeout as delay } from 'node:timers/promises'
import type { Benchmark } from './benchmark.ts'
import { ask, get, tunnels } from './exchange.ts'
import { mebibytes } from './figures.ts'
import { liveMemory } from './live-memory.ts'

const bodyBytes = 300_000_000
/** Bytes per second that the reader takes, and how many it takes in all. */
const rate = 20_000_000
const readBytes = 60_000_000
const limit = 8 * 2 ** 20

/** How much of a body stays in memory when whoever reads it is slow. */
export const slowReader: Benchmark = {
  name: 'slow-reader',
  on: 'cluster',
  async run(cluster) {
    using open = tunnels(cluster)
    // One body first, so that compiled code and warm pools do not count.
    await get(open.way, cluster.bytesPath(20_000_000))
    const before = liveMemory()
    const response = await ask(open.way, cluster.bytesPath(bodyBytes))
    const live: number[] = []
    const started = performance.now()
    let read = 0
    for await (const chunk of response) {
      read += Buffer.isBuffer(chunk) ? chunk.length : 0
      const ahead = (read / rate) * 1_000 - (performance.now() - started)
      if (ahead > 20) await delay(ahead)
      if (read > (live.length + 1) * 5_000_000) live.push(liveMemory() - before)
      if (read > readBytes) break
    }
    const most = Math.max(...live)
    return {
      title: `Slow reader: ${bodyBytes / 1e6} MB body, read at ${rate / 1e6} MB/s`,
      columns: ['', 'after garbage collection', 'limit', 'kept'],
      rows: [
        [
          'most that was live, above an idle process',
          mebibytes(most),
          mebibytes(limit),
          most <= limit ? 'yes' : 'NO',
        ],
      ],
      notes: [`${live.length} samples while reading the first ${readBytes / 1e6} MB.`],
    }
  },
}
