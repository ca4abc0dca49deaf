import { ChartPage } from './chart-page.ts'
import { expect, test } from './workbench.ts'

test('Envoy’s index opens in the sandbox, and its links and forms work there', async ({ page, portolan }) => {
  const chart = new ChartPage(page, portolan)
  await page.goto(
    (await chart.address('shop/frontend', '?view=original&port=envoy-admin')) + portolan.url.hash,
  )
  const frame = page.frameLocator('iframe')
  await frame.getByRole('link', { name: 'server_info', exact: true }).click()
  await expect(frame.locator('body')).toContainText('command_line_options')
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect(frame.getByRole('link', { name: 'help', exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'Page' }).fill('/stats?format=html')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(frame.locator('body')).toContainText('cluster_manager')
})

test('a button that would change something is refused with a reason, and nothing reaches Envoy', async ({
  page,
  portolan,
}) => {
  const chart = new ChartPage(page, portolan)
  const address = await chart.address('shop/frontend', '?view=original&port=envoy-admin&page=%2Fquitquitquit')
  await page.goto(address + portolan.url.hash)
  await expect(page.frameLocator('iframe').locator('body')).toContainText('quitquitquit')
  await expect(page.frameLocator('iframe').locator('body')).toContainText(/refuse|never|not/i)
})

test('istiod’s debug index is read, and its link that pushes to every proxy is refused', async ({
  page,
  portolan,
}) => {
  const chart = new ChartPage(page, portolan)
  const address = await chart.address('istio-system/istiod', '?view=original&port=istiod-http&page=%2Fdebug')
  await page.goto(address + portolan.url.hash)
  const frame = page.frameLocator('iframe')
  await frame.locator('a[href*="push=true"]').first().click()
  await expect(frame.locator('body')).toContainText('push')
  await expect(frame.locator('body')).not.toContainText('Pushed')
  await page.getByRole('button', { name: 'Load again' }).click()
  await frame.locator('a[href$="debug/syncz"]').first().click()
  await expect(frame.locator('body')).toContainText('proxy')
})

test('the application’s own port is opened only after one confirmation', async ({ page, portolan }) => {
  const chart = new ChartPage(page, portolan)
  await page.goto((await chart.address('shop/frontend', '?view=original')) + portolan.url.hash)
  await page
    .getByRole('navigation', { name: /Choose a port/ })
    .getByRole('button', { name: /^8080/ })
    .click()
  await expect(page.locator('iframe')).toHaveCount(0)
  await page.getByRole('button', { name: 'Open it' }).click()
  await expect(page.locator('iframe')).toHaveCount(1)
})
