import { ChartPage } from './chart-page.ts'
import { expect, startPortolan, test } from './workbench.ts'

test('the printed link opens the dashboard, where a pod is found and its chart drawn with live states', async ({
  dashboard,
  portolan,
}) => {
  await expect(dashboard).toHaveTitle(/Portolan/)
  expect(dashboard.url()).not.toContain(portolan.token)
  await dashboard.getByRole('textbox', { name: 'Find pods' }).fill('frontend')
  await dashboard
    .getByRole('treeitem', { name: /^pod frontend/ })
    .first()
    .click()
  const chart = new ChartPage(dashboard, portolan)
  await expect(chart.figure).toBeVisible()
  for (const port of [15_000, 15_006, 15_020, 15_021, 15_090]) await chart.expectState(port, 'open')
  await chart.port(15_020).click()
  await expect(chart.detail).toContainText('GET /healthz/ready answered 200')
  await expect(chart.detail).toContainText('port-forward')
})

test('a refused port says what the runtime said, offers the command to check it, and recovers by itself', async ({
  page,
  portolan,
  sandbox,
}) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_090, 'open')
  const { name } = sandbox.pod('shop/frontend').object.metadata
  sandbox.pod('shop/frontend').refuse(15_090)
  await chart.expectState(15_090, 'closed')
  await chart.port(15_090).click()
  await expect(chart.detail).toContainText('connection refused')
  await expect(chart.detail).toContainText(`kubectl -n shop port-forward pod/${name} 15090`)
  sandbox.pod('shop/frontend').heal()
  await chart.expectState(15_090, 'open')
})

test('a frozen Envoy is told from a frozen node', async ({ page, portolan, sandbox }) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_000, 'open')
  sandbox.pod('shop/frontend').freeze(15_000)
  await chart.expectState(15_000, 'not ready')
  await chart.expectState(15_020, 'open')
  sandbox.pod('shop/frontend').heal()
  await chart.expectState(15_000, 'open')
  sandbox.api.freezeKubelet()
  await chart.expectState(15_000, 'unknown')
  await chart.expectState(15_020, 'unknown')
  sandbox.api.heal()
  await chart.expectState(15_020, 'open')
})

test('a pod that is not in the mesh says why, and still shows its port', async ({ page, portolan }) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('legacy/ledger')
  await expect(page.getByText('Not in the mesh').first()).toBeVisible()
  await chart.expectState(8080, 'open')
})

test('somebody who may not forward sees which verb is missing, on every port', async ({ page, sandbox }) => {
  await using viewer = await startPortolan(sandbox, 'viewer')
  const chart = new ChartPage(page, viewer.command)
  await chart.open('shop/frontend')
  await chart.expectState(15_000, 'no access')
  await chart.expectState(15_006, 'no access')
  await expect(page.getByRole('region', { name: 'No way to the ports of this pod' })).toContainText(
    'get pods/portforward',
  )
})

test('a link in a browser without the token asks for it, and then opens exactly that view', async ({
  browser,
  portolan,
  page,
}) => {
  const link = await new ChartPage(page, portolan).address('shop/cart', '?view=ports&port=envoy-metrics')
  const context = await browser.newContext()
  const fresh = await context.newPage()
  await fresh.goto(link)
  await fresh.getByRole('textbox').fill('not-the-token-of-this-start-0123456789')
  await fresh.getByRole('button', { name: 'Let this browser in' }).click()
  await expect(fresh.getByRole('alert')).toBeVisible()
  await fresh.getByRole('textbox').fill(portolan.url.href)
  await fresh.getByRole('button', { name: 'Let this browser in' }).click()
  await expect(fresh.getByRole('table', { name: /^Ports of cart/ })).toBeVisible()
  await expect(fresh.getByRole('heading', { level: 2, name: /15090/ })).toBeVisible()
  expect(fresh.url()).toBe(link)
  await context.close()
})

test('a pod that was replaced keeps its last chart and leads to its successor', async ({
  page,
  portolan,
  sandbox,
}) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/cart')
  await chart.expectState(15_000, 'open')
  sandbox.pod('shop/cart').replace('cart-successor')
  await page.getByRole('link', { name: 'Open shop/cart-successor' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'cart-successor' })).toBeVisible()
  await chart.expectState(15_000, 'open')
})

test('while the API server is away the screen says since when, and comes back by itself', async ({
  page,
  portolan,
  sandbox,
}) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  await chart.expectState(15_020, 'open')
  await sandbox.api.down()
  await chart.expectState(15_020, 'unknown')
  await expect(page.getByText(/Not up to date since/).first()).toBeVisible()
  await sandbox.api.up()
  await chart.expectState(15_020, 'open')
  await expect(page.getByText(/Not up to date since/).first()).toBeHidden({ timeout: 20_000 })
})

test('twelve tabs of one browser stay alive', async ({ context, portolan, sandbox, page }) => {
  test.slow()
  const link = (await new ChartPage(page, portolan).address('shop/frontend')) + portolan.url.hash
  const tabs: ChartPage[] = []
  for (let count = 0; count < 12; count += 1) {
    const tab = new ChartPage(await context.newPage(), portolan)
    await tab.page.goto(link)
    tabs.push(tab)
  }
  for (const tab of tabs) await tab.expectState(15_090, 'open')
  sandbox.pod('shop/frontend').refuse(15_090)
  for (const tab of tabs) await tab.expectState(15_090, 'closed')
})

test('the main job by keyboard alone: find a pod, go through its ports, read one', async ({
  dashboard,
  portolan,
}) => {
  const chart = new ChartPage(dashboard, portolan)
  await expect(dashboard.getByRole('tree')).toBeVisible()
  await dashboard.getByRole('textbox', { name: 'Find pods' }).focus()
  await dashboard.keyboard.type('inventory')
  await expect(dashboard.getByRole('treeitem', { name: /^pod inventory-0/ })).toBeVisible()
  await dashboard.getByRole('tree').focus()
  await dashboard.keyboard.press('End')
  await dashboard.keyboard.press('Enter')
  await expect(chart.figure).toBeVisible()
  await chart.expectState(19_000, 'open')
  const first = chart.figure.locator('[data-part][tabindex="0"]')
  await first.focus()
  const seen = new Set<string>()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowLeft']) {
    await dashboard.keyboard.press(key)
    seen.add((await dashboard.locator(':focus').getAttribute('data-part')) ?? '')
  }
  expect(seen.size).toBeGreaterThan(3)
  await chart.port(19_000).focus()
  await dashboard.keyboard.press('Enter')
  await expect(chart.detail.getByRole('heading', { level: 2 })).toContainText('19000')
  expect(dashboard.url()).toContain('port=envoy-admin')
})
