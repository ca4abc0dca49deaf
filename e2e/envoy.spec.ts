import { readFile } from 'node:fs/promises'
import { axeViolations } from './axe.ts'
import { expect, test } from './workbench.ts'
import type { Page } from '@playwright/test'

/** Opens the Envoy view of a pod of the demo by a part of its name. */
async function openEnvoy(page: Page, name: RegExp, query = ''): Promise<void> {
  await page.getByRole('treeitem', { name }).first().click()
  await page
    .getByRole('navigation', { name: /Views of/ })
    .getByRole('link', { name: 'Envoy' })
    .click()
  if (query !== '') await page.getByRole('button', { name: query, exact: true }).click()
}

test('a proxy at a glance, then from a cluster to its hosts and back to what Envoy holds', async ({
  dashboard: page,
  complaints,
}) => {
  await openEnvoy(page, /cart-/)
  const overview = page.getByRole('region', { name: 'Overview' })
  await expect(overview).toContainText('What it is')
  await expect(overview).toContainText('sidecar~')
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Clusters', exact: true }).click()
  const table = page.getByRole('table')
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('catalog v1')
  await expect(table.getByRole('row')).toHaveCount(2)
  await table.getByRole('rowheader').getByRole('button').click()
  const detail = page.getByRole('complementary', { name: 'The chosen row' })
  await expect(detail).toContainText('Circuit breaker')
  await detail.getByText('As Envoy holds it').click()
  await expect(detail).toContainText('"name": "outbound|8080|v1|catalog.shop.svc.cluster.local"')
  await expect(detail).toContainText('dynamic_active_clusters')
  expect(await axeViolations(page)).toEqual([])

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('catalog.shop.svc.cluster.local,8080,v1,outbound')

  // The address says all of it.
  await page.reload()
  await expect(page.getByRole('searchbox', { name: 'Filter rows' })).toHaveValue('catalog v1')
  await expect(page.getByRole('complementary', { name: 'The chosen row' })).toContainText('Circuit breaker')
  expect(complaints).toEqual([])
})

test('a filter chain leads to its routes, a route to its cluster', async ({ dashboard: page }) => {
  await openEnvoy(page, /frontend-/, 'Filter chains')
  const table = page.getByRole('table')
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('0.0.0.0 Route: 8080')
  await table.getByRole('button', { name: 'Route: 8080' }).first().click()
  await expect(page.getByRole('button', { name: 'Routes', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await expect(page.getByRole('complementary', { name: 'The chosen row' })).toContainText('8080')
})

test('nothing is asked of a pod before its Envoy view is opened, and a dump only when it is ordered', async ({
  dashboard: page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.includes('/envoy/')) asked.push(`${pathname.slice(pathname.lastIndexOf('/') + 1)}${search}`)
  })
  await openEnvoy(page, /cart-/, 'Config dump')
  await expect(page.getByText('Envoy is asked when you press Read')).toBeVisible()
  await page.getByRole('combobox', { name: 'Part of the dump' }).selectOption('dynamic_active_secrets')
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  const text = page.getByRole('textbox', { name: 'The dump as JSON' })
  await expect(text).toContainText('"configs"')
  await page.getByRole('searchbox', { name: 'Search the text' }).fill('rootca')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Regular expression' }).check()
  await page.getByRole('searchbox', { name: 'Search the text' }).fill('(')
  await expect(page.getByText(/[Ii]nvalid regular expression/)).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  expect(asked).toContain('config-dump?resource=dynamic_active_secrets&maxBytes=268435456')
  expect(asked.filter((one) => /^config-dump(?!\?resource=)/.test(one))).toEqual([])
})

test('a pod without Envoy says so', async ({ dashboard: page }) => {
  await openEnvoy(page, /istiod-/)
  await expect(page.getByText('No Envoy runs in this pod.')).toBeVisible()
})

test('a moment that was kept is the same as now', async ({ dashboard: page }) => {
  await openEnvoy(page, /cart-/, 'Compare')
  await page.getByRole('button', { name: 'Keep this moment' }).click()
  await expect(page.getByText(/Kept as of/)).toBeVisible()
  const other = page.getByRole('combobox', { name: 'Compared with' })
  await other.selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click()
  await expect(page.getByText('No difference in meaning')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
})

test('a config dump that is opened as a file has the same views; what it does not hold is said', async ({
  dashboard: page,
}) => {
  const dump = {
    configs: [
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
        dynamic_active_clusters: [{ cluster: { name: 'outbound|80||cart.shop.svc.cluster.local' } }],
      },
    ],
  }
  const open = async (name: string, text: string) => {
    const chooser = page.waitForEvent('filechooser')
    await expect(page.getByRole('tree')).toBeVisible()
    await page.keyboard.press('Control+o')
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  }
  await open('broken.json', '{"configs": [')
  await expect(page.getByText(/could not be opened|broken\.json/).first()).toBeVisible()
  await open('config_dump.json', JSON.stringify(dump))
  await expect(page.getByRole('tab', { name: 'config_dump.json' })).toBeVisible()
  await page.getByRole('button', { name: 'Clusters', exact: true }).click()
  await expect(page.getByRole('table')).toContainText('cart.shop.svc.cluster.local')
  await expect(page.getByText('The file does not hold it.').first()).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await page.reload()
  await expect(page.getByText(/is not open in this tab any more/)).toBeVisible()
})
