import type { Page } from 'playwright'
import type { Benchmark } from './benchmark.ts'
import { BigMesh, bigMesh } from './big-mesh.ts'
import { whenCounted } from './in-page.ts'
import { median, milliseconds } from './figures.ts'
import type { RunningPortolan } from '../scripts/running-portolan.ts'

const rounds = 5
const budget = 2_000

/**
 * From the start of the navigation to the frame after the one in which the tree
 * has its rows and the explorer its count, in milliseconds, as the page measures it.
 */
async function firstScreen(page: Page, portolan: RunningPortolan): Promise<number> {
  await page.goto(portolan.url.href, { waitUntil: 'commit' })
  const at = await page.evaluate(whenCounted(bigMesh.pods))
  return typeof at === 'number' ? at : Number.NaN
}

/** How long somebody waits for a mesh of 5,000 pods. */
export const firstScreenBench: Benchmark = {
  name: 'first-screen',
  on: 'sandbox',
  async run() {
    await using mesh = await BigMesh.start()
    const cold: number[] = []
    const warm: number[] = []
    const again: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await using portolan = await mesh.serve()
      const page = await mesh.page()
      cold.push(await firstScreen(page, portolan))
      await page.context().close()
      const second = await mesh.page()
      warm.push(await firstScreen(second, portolan))
      await second.goto('about:blank')
      again.push(await firstScreen(second, portolan))
      await second.context().close()
    }
    const row = (what: string, samples: readonly number[]) => [
      what,
      milliseconds(median(samples)),
      milliseconds(Math.max(...samples)),
      median(samples) <= budget ? 'within' : 'over',
    ]
    return {
      title: `First useful screen, ${bigMesh.pods} pods (${rounds} rounds)`,
      columns: ['', 'median', 'worst', `budget ${milliseconds(budget)}`],
      rows: [
        row('a server that was just started, a fresh browser', cold),
        row('a server that knows the pods, a fresh browser', warm),
        row('the same browser again', again),
      ],
      notes: [
        'From the start of the navigation to rows and count on the screen, measured in the page. The mesh is played by the same machine.',
      ],
    }
  },
}
