import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import { chromium } from 'playwright'
import type { Page } from 'playwright'
import { findChromium } from '../scripts/find-chromium.ts'
import { RunningPortolan } from '../scripts/running-portolan.ts'
import type { Benchmark } from './benchmark.ts'
import { writeBigDump } from './big-dump.ts'
import { meshWithDump } from './dump-in-pod.ts'
import { mebibytes, milliseconds, percentile } from './figures.ts'
import { scrollRows, watchLongTasks } from './in-page.ts'

const seconds = 10
/** The dump has as many clusters; fewer rows would be another table. */
const leastRows = 30_000
/** A reader's pace, and that of somebody who drags the bar. */
const paces = [300, 1_500] as const
const watcher = fileURLToPath(new URL('event-loop-delay.ts', import.meta.url))

type Opened = { readonly milliseconds: number; readonly rows: number; readonly tasks: readonly number[] }

/** Opens the table of clusters of a proxy that nothing was asked of yet, up to its first row. */
async function openClusters(page: Page): Promise<Opened> {
  await page.evaluate(watchLongTasks)
  const began = performance.now()
  await page
    .getByRole('navigation', { name: /Views of/ })
    .getByRole('link', { name: 'Envoy' })
    .click()
  await page.getByRole('button', { name: 'Clusters', exact: true }).click()
  await page.getByRole('rowheader').first().waitFor({ timeout: 60_000 })
  const took = performance.now() - began
  const rows = Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1
  return { milliseconds: took, rows, tasks: await longTasks(page) }
}

/** Milliseconds that the page told, as numbers. */
function numbersOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : []
}

async function longTasks(page: Page): Promise<readonly number[]> {
  return numbersOf(await page.evaluate('window.longTasks.splice(0)'))
}

type Delay = { readonly delay: number; readonly work: number }

/** The worst of the server's event loop since a time, in milliseconds. @see event-loop-delay.ts */
async function worstDelay(notes: string, since: number): Promise<Delay> {
  const lines = (await readFile(notes, 'utf8')).trim().split('\n')
  return lines
    .map((line) => line.split(' ').map(Number))
    .reduce<Delay>(
      (worst, [at = 0, delay = 0, work = 0]) =>
        at < since ? worst : { delay: Math.max(worst.delay, delay), work: Math.max(worst.work, work) },
      { delay: 0, work: 0 },
    )
}

function longest(tasks: readonly number[]): string {
  return tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${milliseconds(Math.max(...tasks))}`
}

/** A table of 30,000 rows from a dump of 150 MB, as it comes and as it is scrolled. */
export const envoyScroll: Benchmark = {
  name: 'envoy-scroll',
  on: 'sandbox',
  async run() {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-'))
    const file = path.join(folder, 'config_dump.json')
    const notes = path.join(folder, 'delays')
    const kubeconfig = path.join(folder, 'kubeconfig')
    const found = await findChromium()
    if (found === undefined) throw new Error('there is no Chromium to measure with')
    const browser = await chromium.launch({ args: ['--no-sandbox'], executablePath: found.path })
    try {
      await writeBigDump(file)
      const { size } = await stat(file)
      await using sandbox = await startSandbox({ mesh: await meshWithDump('cart-', file) })
      await writeFile(kubeconfig, sandbox.kubeconfig())
      await using portolan = await RunningPortolan.start(['--kubeconfig', kubeconfig], {
        NODE_OPTIONS: `--import ${pathToFileURL(watcher).href}`,
        BENCH_EVENT_LOOP_DELAY: notes,
      })
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'en-US' })
      await page.goto(portolan.url.href)
      await page.getByRole('treeitem', { name: /cart-/ }).first().click()
      await page.getByRole('navigation', { name: /Views of/ }).waitFor()
      await page.waitForTimeout(3_000)
      const began = Date.now()
      const opened = await openClusters(page)
      const server = await worstDelay(notes, began)
      if (opened.rows < leastRows) throw new Error(`only ${opened.rows} clusters are in the table`)
      const rows: (readonly string[])[] = []
      for (const pace of paces) {
        const told: unknown = await page.evaluate(scrollRows(pace, seconds))
        const frames = numbersOf(
          typeof told === 'object' && told !== null && 'frames' in told ? told.frames : [],
        )
        const inTime = frames.filter((one) => one <= 20).length / frames.length
        rows.push([
          `${pace} rows a second`,
          milliseconds(percentile(frames, 0.5)),
          milliseconds(percentile(frames, 0.95)),
          milliseconds(Math.max(...frames)),
          `${(inTime * 100).toFixed(1)} %`,
          longest(await longTasks(page)),
        ])
      }
      return {
        title: `Scrolling ${opened.rows} clusters of a dump of ${mebibytes(size)} (${seconds} s each)`,
        columns: ['', 'frame p50', 'p95', 'worst', 'within 20 ms', 'tasks over 50 ms'],
        rows,
        notes: [
          `From the click on Envoy to the first rows: ${milliseconds(opened.milliseconds)}. Meanwhile the page’s tasks over 50 ms: ${longest(opened.tasks)}; the server’s event loop was late by ${milliseconds(server.delay)} at worst, and by its own work by ${milliseconds(server.work)} at worst. Load of the machine: ${os
            .loadavg()
            .map((one) => one.toFixed(1))
            .join(', ')} on ${os.cpus().length} cores.`,
        ],
      }
    } finally {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}
