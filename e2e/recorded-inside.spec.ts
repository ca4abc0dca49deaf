import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { recordingFile } from '@portolan/sandbox/testing/recording-file'
import { RunningPortolan } from '../scripts/running-portolan.ts'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, test } from './workbench.ts'

test('the demo’s pods are looked into as they were recorded', async ({ page, complaints }) => {
  await using demo = await RunningPortolan.start(['--demo'])
  const chart = new ChartPage(page, demo)
  await chart.open('shop/cart')
  const line = page.getByRole('group', { name: 'Inside this pod' })
  await line.getByRole('link', { name: 'Look inside' }).click()
  await expect(page.getByText(/^This is a recording: nothing runs anywhere/)).toBeVisible()
  await page.getByRole('button', { name: 'Look inside' }).click()
  const sockets = page.getByRole('table', { name: /sockets of the pod/ })
  await expect(sockets.getByRole('row', { name: /LISTEN.*0\.0\.0\.0:15006.*envoy/ })).toBeVisible()

  await page.getByRole('link', { name: 'Processes', exact: true }).click()
  const proxy = page.getByRole('table', { name: 'Processes of istio-proxy' })
  await expect(proxy.getByRole('row', { name: /^envoy started by 1/ })).toBeVisible()

  await page.getByRole('link', { name: 'Chart', exact: true }).click()
  await expect(line).toContainText(/\d+ connections open/)
  await expect(page.getByRole('button', { name: /^pilot-agent to istiod, gRPC/ })).toHaveAccessibleName(
    /; [1-9] connections? open$/,
  )

  await page.getByRole('link', { name: 'Health', exact: true }).click()
  await expect(page.getByText(/^This pod is well/)).toBeVisible()
  await page.getByRole('link', { name: 'Logs', exact: true }).click()
  await page.getByRole('group', { name: 'Containers' }).getByLabel('istio-proxy').check()
  await expect(
    page
      .getByRole('region', { name: /^Log of/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible()

  await page.getByRole('link', { name: 'Redirection', exact: true }).click()
  await page.getByRole('button', { name: 'Somebody calls the application' }).click()
  await expect(page.getByText('Captured', { exact: true })).toBeVisible()
  expect(complaints).toEqual([])
})

test('the demo’s crash loop shows how it ended and what it wrote last', async ({ page }) => {
  await using demo = await RunningPortolan.start(['--demo'])
  const chart = new ChartPage(page, demo)
  await chart.visit('legacy/crasher', '?view=health')
  await expect(
    page.getByRole('heading', { name: /^Container app (dies again and again|has ended with exit code 3)/ }),
  ).toBeVisible()
  const lives = page.getByRole('region', { name: /^Lives of .* that ended$/ })
  await expect(lives.locator('pre').last()).toContainText('cannot start')
})

test('a recording without looks says so, and the rest of it is there', async ({ page }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-e2e-'))
  try {
    const file = path.join(folder, 'plain.tar.gz')
    await writeFile(file, await recordingFile())
    await using opened = await RunningPortolan.start(['open', file])
    const chart = new ChartPage(page, opened)
    await chart.open('shop/frontend')
    const line = page.getByRole('group', { name: 'Inside this pod' })
    await expect(line).toContainText('this recording holds no look inside')
    for (const view of ['Processes', 'Sockets']) {
      await page.getByRole('link', { name: view, exact: true }).click()
      await expect(page.getByRole('heading', { name: 'This recording holds no look inside' })).toBeVisible()
    }
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('link', { name: 'Redirection', exact: true }).click()
    await page.getByRole('button', { name: 'Somebody calls the application' }).click()
    await expect(page.getByText('Captured', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await page.getByRole('link', { name: 'Logs', exact: true }).click()
    await expect(page.getByText(/not in this recording/)).toBeVisible()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
