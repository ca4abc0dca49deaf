import type { Page } from 'playwright'
import type { Benchmark } from './benchmark.ts'
import { BigMesh, bigMesh, openDashboard } from './big-mesh.ts'
import { milliseconds, percentile } from './figures.ts'
import { watchNextKeyIn } from './in-page.ts'

const keyBudget = 50
const openBudget = 100
const openings = 12
const searches = [
  'inventory',
  'svc 42',
  'team-7 cart',
  'shop/front',
  'nothing-like-it',
  ':15020 of cart',
] as const

/** From a press to the frame that shows what it changed in a part of the page, in milliseconds. */
async function pressed(page: Page, key: string, part: string): Promise<number> {
  await page.evaluate(watchNextKeyIn(part))
  await page.keyboard.press(key)
  const took: unknown = await page.evaluate('window.measured')
  return typeof took === 'number' ? took : Number.NaN
}

function row(what: string, values: readonly number[], budget: number): readonly string[] {
  return [
    what,
    milliseconds(percentile(values, 0.5)),
    milliseconds(percentile(values, 0.95)),
    milliseconds(Math.max(...values)),
    milliseconds(budget),
  ]
}

/** Opening the palette, and typing into it. */
export const paletteSearch: Benchmark = {
  name: 'palette-search',
  on: 'sandbox',
  async run() {
    await using mesh = await BigMesh.start()
    await using portolan = await mesh.serve()
    const page = await mesh.page()
    await openDashboard(page, portolan)
    const field = page.getByRole('dialog').getByRole('combobox')
    const opened: number[] = []
    for (let round = 0; round <= openings; round += 1) {
      const took = await pressed(page, 'Control+p', 'body')
      // The first one waits for the chunk, if idle time did not bring it yet.
      if (round > 0) opened.push(took)
      await page.keyboard.press('Escape')
      await field.waitFor({ state: 'detached' })
    }
    const samples: number[] = []
    await page.keyboard.press('Control+p')
    await field.waitFor()
    for (const text of ['warm', ...searches]) {
      await field.fill('')
      for (const key of text) {
        const took = await pressed(page, key === ' ' ? 'Space' : key, 'dialog')
        if (text !== 'warm' && took > 0) samples.push(took)
      }
    }
    const lines = await page.getByRole('dialog').locator('[role=option]').count()
    return {
      title: `The palette over ${bigMesh.pods} pods (${samples.length} keys, ${opened.length} openings)`,
      columns: ['', 'p50', 'p95', 'worst', 'budget'],
      rows: [
        row('key press to painted list', samples, keyBudget),
        row('Ctrl+P to painted palette', opened, openBudget),
      ],
      notes: [`Lines in the document at the end: ${lines}.`],
    }
  },
}
