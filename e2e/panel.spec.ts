import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import type { RunningPortolan } from '../scripts/running-portolan.ts'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, startPortolan, test } from './workbench.ts'

/** The panel at the bottom, as somebody works with it. */
class PanelPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get region() {
    return this.page.getByRole('region', { name: 'Panel' })
  }

  get detail() {
    return this.region.getByRole('region', { name: 'Details of the request' })
  }

  get toasts() {
    return this.page
      .locator('[aria-live=polite]')
      .filter({ has: this.page.getByRole('button', { name: /^Put away/ }) })
  }

  tab(name: string) {
    return this.region.getByRole('tab', { name: new RegExp(`^${name}`) })
  }

  /** Opens the requests by the count of tunnels in the status bar. */
  async openRequests(): Promise<void> {
    await this.page.getByRole('button', { name: /tunnels? open: show the requests/ }).click()
    await expect(this.tab('Requests')).toHaveAttribute('aria-selected', 'true')
  }

  async filter(text: string): Promise<void> {
    await this.region.getByRole('searchbox', { name: 'Filter by text' }).fill(text)
  }

  request(name: RegExp | string) {
    return this.region.getByRole('row', { name }).getByRole('button')
  }
}

/** Asks for a recording of everything, as the palette does. */
async function record({ origin, token }: RunningPortolan): Promise<void> {
  const answer = await fetch(`${origin}/api/clusters/demo/snapshots`, {
    method: 'POST',
    headers: { 'x-portolan-token': token, 'content-type': 'application/json', origin },
    body: '{}',
  })
  expect(answer.status).toBe(200)
}

test('opening a chart shows what was sent for it, and how to send the same by hand', async ({
  page,
  portolan,
  sandbox,
}) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_020, 'open')
  const panel = new PanelPage(page)
  await panel.openRequests()
  await panel.filter('15020 healthz')
  await panel.request(/GET \/healthz\/ready/).click()
  const { name } = sandbox.pod('shop/frontend').object.metadata
  await expect(panel.detail).toContainText(`kubectl --context demo -n shop port-forward pod/${name} 15020`)
  await expect(panel.detail).toContainText('curl -si http://localhost:15020/healthz/ready')
  await expect(panel.detail).toContainText('Asks a port whether it answers')
  await expect(panel.detail).toContainText('-admin')
})

test('arrow keys walk through the requests, and the details follow', async ({ page, portolan }) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_020, 'open')
  const panel = new PanelPage(page)
  await panel.openRequests()
  const rows = panel.region.locator('tbody tr:not([aria-hidden])')
  // Paused before the requests arrive, the list would stay empty.
  await expect(rows.nth(1)).toBeVisible()
  await panel.region.getByRole('button', { name: 'Pause' }).click()
  await rows.first().getByRole('button').focus()
  await page.keyboard.press('Home')
  await expect(rows.nth(0).getByRole('button')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1).getByRole('button')).toBeFocused()
  await expect(rows.nth(1).getByRole('button')).toHaveAttribute('aria-pressed', 'true')
  await expect(panel.detail).toBeVisible()
})

test('a request that stalls is seen running, and can be cancelled', async ({ page, portolan, sandbox }) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_000, 'open')
  sandbox.pod('shop/frontend').freeze(15_000)
  await page.goto(await chart.address('shop/frontend', '?view=original&port=envoy-admin&page=/help'))
  const panel = new PanelPage(page)
  await panel.openRequests()
  await panel.region.getByRole('combobox', { name: 'Reason' }).selectOption('original-page')
  await panel.request(/GET \/help .*running/).click()
  await panel.detail.getByRole('button', { name: 'Cancel' }).click()
  await expect(panel.request(/GET \/help .*cancelled/)).toBeVisible()
  await expect(panel.detail.getByRole('button', { name: 'Cancel' })).toBeHidden()
})

test('the list of requests can be paused, narrowed to failures, and cleared', async ({
  page,
  portolan,
  sandbox,
}) => {
  sandbox.pod('shop/frontend').refuse(15_090)
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_090, 'closed')
  const panel = new PanelPage(page)
  await panel.openRequests()
  await panel.region.getByRole('checkbox', { name: 'Failed only' }).check()
  await panel
    .request(/15090.*failed/)
    .first()
    .click()
  await expect(panel.detail).toContainText('connection refused')
  await panel.filter('no such thing')
  await expect(panel.region).toContainText('No request fits the filter')
  await panel.region.getByRole('button', { name: 'Show all' }).click()
  await page.goto(portolan.origin)
  // A question that was under way when the chart was left may still be told.
  await expect(async () => {
    await panel.region.getByRole('button', { name: 'Clear' }).click()
    await expect(panel.request(/15090/)).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
})

test('a recording is a task: it shows its progress, and can be cancelled or saved', async ({
  page,
  portolan,
  sandbox,
}) => {
  await page.goto(portolan.url.href)
  await expect(page.getByRole('main')).toBeVisible()
  const panel = new PanelPage(page)
  sandbox.pod('shop/frontend').freeze(15_000)
  await record(portolan)
  await page.getByRole('button', { name: '1 task running: show the tasks' }).click()
  await expect(panel.region.getByRole('progressbar', { name: 'Recording demo' })).toBeVisible()
  await panel.region.getByRole('button', { name: 'Cancel: Recording demo' }).click()
  await expect(panel.region).toContainText(/Cancelled .*as /)
  sandbox.pod('shop/frontend').heal()
  await record(portolan)
  const save = panel.region.getByRole('button', { name: /^Save \(/ })
  const [download] = await Promise.all([page.waitForEvent('download'), save.click({ timeout: 60_000 })])
  expect(download.suggestedFilename()).toMatch(/\.tar\.gz$/)
})

test('what was told in a corner can be read again, after a key press put the panel away and back', async ({
  context,
  page,
  portolan,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await page.keyboard.press('Alt+Shift+C')
  const panel = new PanelPage(page)
  await expect(panel.toasts).toContainText(/copied/i)
  await panel.toasts.getByRole('button', { name: /^Put away/ }).click()
  await expect(panel.toasts).toBeHidden()
  await page.getByRole('button', { name: /unread notification/ }).click()
  await expect(panel.region.getByRole('listitem')).toContainText(/copied/i)
  await page.keyboard.press('Control+j')
  await expect(panel.region).toBeHidden()
  await page.keyboard.press('Control+j')
  await expect(panel.region.getByRole('listitem')).toContainText(/copied/i)
})

test('the panel keeps its height, by pointer and by keys, and whether it is open, over a reload', async ({
  page,
  portolan,
}) => {
  await page.goto(portolan.url.href)
  const panel = new PanelPage(page)
  await panel.openRequests()
  const edge = page.getByRole('separator', { name: 'Height of the panel' })
  await edge.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  const height = await edge.getAttribute('aria-valuenow')
  expect(Number(height)).toBe(292)
  await page.reload()
  await expect(panel.tab('Requests')).toBeVisible()
  await expect(edge).toHaveAttribute('aria-valuenow', '292')
})

test('the status bar chooses the cluster in which new things open, and says as whom', async ({
  page,
  sandbox,
}, testInfo) => {
  await using other = await startSandbox({ mesh: generateMesh({ name: 'staging', pods: 4, services: 2 }) })
  const kubeconfig = testInfo.outputPath('staging')
  await writeFile(kubeconfig, other.kubeconfig('viewer'))
  await using portolan = await startPortolan(sandbox, 'admin', ['--kubeconfig', kubeconfig])
  await page.goto(portolan.command.url.href)
  const status = page.getByRole('contentinfo', { name: 'Status' })
  const cluster = status.getByRole('combobox', { name: 'Cluster' })
  await expect(cluster).toHaveValue('demo')
  await cluster.selectOption('staging')
  await expect(cluster).toHaveValue('staging')
  await status.getByRole('button', { name: /^Identity/ }).click()
  const card = page.getByRole('dialog', { name: /^Identity/ })
  await expect(card).toContainText('system:serviceaccount:sandbox-access:viewer')
  await expect(card).toContainText(other.url)
})

for (const width of [1280, 800]) {
  test(`nothing in the status bar overlaps at ${width} pixels`, async ({ page, portolan }) => {
    await page.setViewportSize({ width, height: 720 })
    await page.goto(portolan.url.href)
    const status = page.getByRole('contentinfo', { name: 'Status' })
    await expect(status.getByRole('button', { name: /unread/ })).toBeVisible()
    const parts = await status.locator('button, select, output').all()
    const boxes = (await Promise.all(parts.map((part) => part.boundingBox()))).filter((box) => box !== null)
    const sorted = boxes.toSorted((a, b) => a.x - b.x)
    for (const [index, box] of sorted.entries()) {
      expect(box.x + box.width).toBeLessThanOrEqual((sorted[index + 1]?.x ?? width) + 0.5)
    }
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN'] as const) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale, reducedMotion: 'reduce' })
      test('no axe violation in any tab of the panel', async ({ context, page, portolan, complaints }) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write'])
        const chart = new ChartPage(page, portolan)
        await chart.open('shop/frontend')
        await page.keyboard.press('Alt+Shift+C')
        await page.keyboard.press('Control+j')
        await page.locator('tbody tr button').nth(2).click()
        for (const tab of [0, 1, 2]) {
          await page.getByRole('tab').nth(tab).click()
          expect(await axeViolations(page), `tab ${tab}`).toEqual([])
        }
        expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([])
      })
    })
  }
}
