import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import { KubeConfig } from '@kubernetes/client-node'
import { RunningPortolan } from '../scripts/running-portolan.ts'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, startPortolan, test } from './workbench.ts'

const tree = (page: Page) => page.getByRole('tree')
const line = (page: Page, name: RegExp) => page.getByRole('treeitem', { name }).first()
const find = (page: Page) => page.getByRole('textbox', { name: 'Find pods' })

test('control plane, gateways and namespaces stand where one looks for them', async ({ dashboard }) => {
  await expect(line(dashboard, /^Control plane, 1 of 1 pods ready/)).toBeVisible()
  await expect(line(dashboard, /^Gateways, /)).toBeVisible()
  await expect(line(dashboard, /^namespace shop/)).toBeVisible()
})

test('a cluster is asked nothing until somebody opens it', async ({ page }) => {
  await using first = await startSandbox({ mesh: generateMesh({ name: 'near', pods: 4 }) })
  await using second = await startSandbox({ mesh: generateMesh({ name: 'far', pods: 5 }) })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-e2e-'))
  try {
    const [near, far] = [first, second].map((sandbox) => {
      const config = new KubeConfig()
      config.loadFromString(sandbox.kubeconfig())
      return config
    })
    const merged = new KubeConfig()
    merged.loadFromOptions({
      clusters: [...(near?.clusters ?? []), ...(far?.clusters ?? [])],
      users: [...(near?.users ?? []), ...(far?.users ?? []).map((user) => ({ ...user, name: 'far' }))],
      contexts: [
        ...(near?.contexts ?? []),
        ...(far?.contexts ?? []).map((context) => ({ ...context, user: 'far' })),
      ],
      currentContext: 'near',
    })
    const file = path.join(folder, 'kubeconfig')
    await writeFile(file, merged.exportConfig())
    await using portolan = await RunningPortolan.start(['--kubeconfig', file])
    await page.goto(portolan.url.href)
    await expect(line(page, /^namespace shop/)).toBeVisible()
    const unopened = line(page, /^cluster far, nothing is asked of it/)
    await expect(unopened).toBeVisible()
    expect(second.seen()).toEqual([])
    await unopened.click()
    await expect(line(page, /^cluster far, 7 pods/)).toBeVisible()
    expect(second.seen().length).toBeGreaterThan(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('what the explorer is filtered by is in the link, and opens the branches that it needs', async ({
  browser,
  portolan,
  dashboard,
}) => {
  await find(dashboard).fill('cart')
  await dashboard.getByRole('combobox', { name: 'Show only' }).selectOption('mesh')
  await expect(dashboard).toHaveURL(/q=cart&show=mesh/)
  const context = await browser.newContext()
  const fresh = await context.newPage()
  await fresh.goto(dashboard.url() + portolan.url.hash)
  await expect(find(fresh)).toHaveValue('cart')
  await expect(line(fresh, /^pod cart-/)).toBeVisible()
  await expect(fresh.getByRole('treeitem', { name: /^pod payments-/ })).toHaveCount(0)
  await context.close()
})

test('a pinned pod is still pinned after a reload, and its pin finds the pod that took its place', async ({
  dashboard,
  sandbox,
}) => {
  await find(dashboard).fill('cart')
  await line(dashboard, /^pod cart-/).click()
  await tree(dashboard).focus()
  await dashboard.keyboard.press('Alt+K')
  await dashboard.keyboard.press('p')
  await find(dashboard).fill('')
  await expect(line(dashboard, /^pinned, 1 pod/)).toBeVisible()
  await dashboard.reload()
  await expect(line(dashboard, /^pinned, 1 pod/)).toBeVisible()
  sandbox.pod('shop/cart').replace('cart-5c8f-succeeds')
  const pinned = line(dashboard, /^pod cart-5c8f-succeeds/)
  await expect(pinned).toBeVisible()
  await pinned.hover()
  await pinned.getByTitle('Unpin this pod').click()
  await expect(dashboard.getByRole('treeitem', { name: /^pinned/ })).toHaveCount(0)
})

test('the first page remembers where one was', async ({ page, portolan }) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_020, 'open')
  await expect
    .poll(() => page.evaluate('localStorage.getItem("portolan.recents") ?? ""'))
    .toContain('frontend')
  await page.getByRole('link', { name: 'Overview' }).click()
  const recents = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Looked at before' }) })
  await expect(recents.getByRole('link', { name: /^frontend-/ })).toBeVisible()
})

test('who may not list pods is told which verbs are missing and what to do', async ({ page, sandbox }) => {
  sandbox.api.forbid('viewer', 'list', 'pods')
  await using viewer = await startPortolan(sandbox, 'viewer')
  await page.goto(viewer.command.url.href)
  const notice = page.getByRole('complementary').getByRole('alert')
  await expect(notice).toContainText('list and watch on pods')
  await expect(notice).toContainText('--namespace')
})

test('credentials that have ended are told from a cluster that is away', async ({ page, sandbox }) => {
  await using portolan = await startPortolan(sandbox)
  sandbox.api.expireToken('admin')
  await page.goto(portolan.command.url.href)
  await expect(page.getByRole('complementary').getByRole('alert')).toContainText(
    /credentials|sign in|log in/i,
  )
})

test('who may not reach istiod is told once that sync is not known, and why', async ({ page, sandbox }) => {
  await using viewer = await startPortolan(sandbox, 'viewer')
  await page.goto(viewer.command.url.href)
  const plane = line(page, /^Control plane, .*lacks get pods\/portforward on istiod/)
  await expect(plane).toBeVisible()
  await expect(plane).toContainText('sync unknown')
  expect(await page.getByRole('treeitem', { name: /sync/i }).count()).toBe(1)
})

test('a proxy that does not acknowledge is stale, with its age and what it is behind with', async ({
  page,
}) => {
  test.slow()
  await using sandbox = await startSandbox({ mesh: generateMesh({ pods: 4, services: 2 }) })
  const stale = sandbox.pod('shop/frontend').object.metadata.name
  const type = 'type.googleapis.com/envoy.config.cluster.v3.Cluster'
  const sentTime = new Date(Date.now() - 3 * 60_000 - 5_000).toISOString()
  const rows = sandbox.objects.list('pods').map(({ metadata }) => ({
    proxy: `${metadata.name}.${metadata.namespace ?? ''}`,
    resources: { [type]: { sent: 'b', acked: metadata.name === stale ? 'a' : 'b', sentTime } },
  }))
  sandbox.pod('istio-system/istiod').open(8080, {
    container: 'discovery',
    kind: 'http',
    handler: (_request, response) =>
      void response.setHeader('content-type', 'application/json').end(JSON.stringify(rows)),
  })
  await using portolan = await startPortolan(sandbox)
  await page.goto(portolan.command.url.href)
  const row = line(page, new RegExp(`^pod ${stale}`))
  // Ages in the tree are counted in whole minutes.
  await expect(row).toContainText(/stale [23]m/)
  await expect(row).toHaveAccessibleName(/has not acknowledged · CDS · for [23]m/)
  await page.getByRole('combobox', { name: 'Show only' }).selectOption('trouble')
  await expect(page.getByRole('treeitem', { name: /^pod / })).toHaveCount(1)
  await expect(page.getByText('1 of 6 proxies are behind istiod')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN'] as const) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale, reducedMotion: 'reduce' })
      test('explorer and first page have no axe violation', async ({ dashboard }) => {
        await expect(dashboard.getByRole('treeitem').nth(4)).toBeVisible()
        expect(await axeViolations(dashboard)).toEqual([])
      })
    })
  }
}
