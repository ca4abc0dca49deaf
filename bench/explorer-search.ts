import type { Page } from 'playwright'
import type { Benchmark } from './benchmark.ts'
import { BigMesh, bigMesh, openDashboard } from './big-mesh.ts'
import { watchFrames, watchNextKey } from './in-page.ts'
import { milliseconds, percentile } from './figures.ts'

const budget = 50
const wheelTurns = 120
const searches = ['inventory', 'service42', 'team-7', 'shop cart', 'nothing-like-it'] as const

type Pressed = { readonly changed: number; readonly painted: number }

/**
 * From a key press to the last change of the explorer that it caused, and to the
 * frame that shows it, in milliseconds, as the page measures them. The next key
 * comes when nothing changed for a while.
 */
async function pressed(page: Page, key: string): Promise<Pressed> {
  await page.evaluate(watchNextKey)
  await page.keyboard.press(key)
  const painted = numberOf(await page.evaluate('window.measured'))
  return { painted, changed: numberOf(await page.evaluate('window.changed')) }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

function row(what: string, values: readonly number[], limit: number): readonly string[] {
  return [
    what,
    milliseconds(percentile(values, 0.5)),
    milliseconds(percentile(values, 0.95)),
    milliseconds(Math.max(...values)),
    milliseconds(limit),
  ]
}

/** Frames of a scroll through everything, as milliseconds between them. */
async function scrolled(page: Page): Promise<readonly number[]> {
  const tree = page.getByRole('tree')
  await tree.hover()
  await page.evaluate(watchFrames)
  for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, 600)
  const frames: unknown = await page.evaluate('window.measuredFrames')
  return Array.isArray(frames) ? frames.filter((one) => typeof one === 'number').slice(1) : []
}

/** Typing into the search box, and scrolling through all that it finds. */
export const explorerSearch: Benchmark = {
  name: 'explorer-search',
  on: 'sandbox',
  async run() {
    await using mesh = await BigMesh.start()
    await using portolan = await mesh.serve()
    const page = await mesh.page()
    await openDashboard(page, portolan)
    const find = page.getByRole('textbox', { name: 'Find pods' })
    await find.focus()
    const samples: Pressed[] = []
    for (const text of ['warm', ...searches]) {
      await find.fill('')
      for (const key of text) {
        const took = await pressed(page, key)
        if (text !== 'warm' && took.painted > 0) samples.push(took)
      }
    }
    const asked = mesh.sandbox.seen().length
    await find.fill('service')
    await page.waitForTimeout(500)
    const questions = mesh.sandbox.seen().length - asked
    await find.fill('')
    await page.getByRole('combobox', { name: 'Show only' }).selectOption('mesh')
    await page.waitForTimeout(500)
    const rows = await page.locator('[role=treeitem]').count()
    const frames = await scrolled(page)
    return {
      title: `Searching and scrolling ${bigMesh.pods} pods (${samples.length} keys, ${frames.length} frames)`,
      columns: ['', 'p50', 'p95', 'worst', 'budget'],
      rows: [
        row(
          'key press to the result in the page',
          samples.map(({ changed }) => changed),
          budget,
        ),
        row(
          'key press to the painted result',
          samples.map(({ painted }) => painted),
          budget,
        ),
        row('between two frames while the whole tree scrolls by', frames, 33),
      ],
      notes: [
        `Lines of the tree in the document while it scrolls: ${rows}. Questions to the API server while typing: ${questions}.`,
      ],
    }
  },
}
