import { axeViolations } from './axe.ts'
import { expect, test } from './workbench.ts'

test('statistics are followed: what changed is told, and nothing is asked any more once it is off', async ({
  dashboard: page,
  complaints,
}) => {
  const asked: string[] = []
  page.context().on('request', (request) => {
    if (request.url().includes('/envoy/stats')) asked.push(request.url())
  })
  await page.getByRole('treeitem', { name: /cart-/ }).first().click()
  await page
    .getByRole('navigation', { name: /Views of/ })
    .getByRole('link', { name: 'Envoy' })
    .click()
  await page.getByRole('button', { name: 'Stats', exact: true }).click()
  const table = page.getByRole('table')
  await expect(table.getByRole('columnheader', { name: 'Per second' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Type' }).selectOption('gauge')
  await expect(table.getByRole('row').nth(1)).toContainText('gauge')
  await page.getByRole('combobox', { name: 'Type' }).selectOption('counter')
  await expect(table.getByRole('row').nth(1)).toContainText('counter')
  await page.getByRole('combobox', { name: 'Type' }).selectOption({ index: 0 })
  const follow = page.getByRole('button', { name: 'Follow' })
  await follow.click()
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('server.uptime')
  // The played Envoy's clock goes on, and so does this one.
  await expect(table.getByRole('row', { name: /server\.uptime.*\+\d/ })).toBeVisible({ timeout: 20_000 })
  expect(await axeViolations(page)).toEqual([])
  await follow.click()
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  const before = asked.length
  await page.clock.install()
  await page.clock.fastForward(30_000)
  // All statistics, and which of them are gauges; at most the round that was under way.
  expect(asked.length).toBeLessThanOrEqual(before + 2)
  expect(complaints).toEqual([])
})

test('the quantiles of a histogram are drawn beside its numbers', async ({ dashboard: page }) => {
  await page.getByRole('treeitem', { name: /cart-/ }).first().click()
  await page
    .getByRole('navigation', { name: /Views of/ })
    .getByRole('link', { name: 'Envoy' })
    .click()
  await page.getByRole('button', { name: 'Stats', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('server.initialization_time_ms')
  await page.getByRole('table').getByRole('rowheader').first().getByRole('button').click()
  const detail = page.getByRole('complementary', { name: 'The chosen row' })
  await expect(detail).toContainText('Quantile')
  await expect(detail.locator('.recharts-bar-rectangle').first()).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
})
