import { readFile } from 'node:fs/promises'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, test } from './workbench.ts'

test('the ports of all pods stand in one table, no pod is asked for it, and what deviates stands out', async ({
  dashboard: page,
  sandbox,
  complaints,
}) => {
  await page.getByRole('link', { name: 'Port matrix' }).click()
  const table = page.getByRole('table', { name: /pods by their ports/ })
  const inventory = table.getByRole('row', { name: /inventory-0/ })
  await expect(
    inventory.getByRole('button', { name: /19000 admin; expected by the catalog; It was moved/ }),
  ).toBeVisible()
  await expect(
    table.getByRole('row', { name: /cart-/ }).getByRole('button', { name: /8080 http.*Service cart:http/ }),
  ).toBeVisible()
  await expect(table.getByRole('row', { name: /ledger-/ })).toHaveCount(0)
  const asked = sandbox.seen().filter(({ url }) => url.includes('/portforward') && !url.includes('/istiod-'))
  expect(asked).toEqual([])
  expect(await axeViolations(page)).toEqual([])

  const deviations = page.getByRole('region', { name: 'Deviations' })
  await deviations.getByRole('button', { name: /inventory-0/ }).click()
  const detail = page.getByRole('complementary', { name: 'Deviations and details' })
  await expect(detail).toContainText('StatefulSet inventory')
  await expect(detail).toContainText('declared by istio-proxy')
  expect(await axeViolations(page)).toEqual([])
  await detail.getByRole('link', { name: /19000/ }).click()
  await expect(page.getByRole('complementary', { name: 'Chosen port' })).toContainText('19000')
  expect(complaints).toEqual([])
})

test('the matrix is narrowed, walked by keys, linked to and saved as it is shown', async ({
  page,
  portolan,
}) => {
  await page.goto(`${portolan.origin}/clusters/demo/ports?in=with:outside${portolan.url.hash}`)
  const table = page.getByRole('table', { name: /pods by their ports/ })
  await expect(table.getByRole('row', { name: /ledger-/ })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter pods and ports' }).fill('shop 8080')
  await expect(table.getByRole('row', { name: /ledger-/ })).toHaveCount(0)
  const first = table.getByRole('rowheader').nth(0).getByRole('button')
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await expect(table.getByRole('rowheader').nth(1).getByRole('button')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(table.getByRole('rowheader').nth(1).getByRole('button')).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^demo-ports-.*\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(lines[0]).toMatch(/^namespace,pod,workload_kind,/)
  expect(lines.slice(1).every((line) => line.startsWith('shop,'))).toBe(true)
  await page.reload()
  await expect(page.getByRole('searchbox', { name: 'Filter pods and ports' })).toHaveValue('shop 8080')
  await page.getByRole('searchbox', { name: 'Filter pods and ports' }).fill('nothing like it')
  await page.getByRole('button', { name: 'Show all pods' }).click()
  await expect(table.getByRole('row', { name: /ledger-/ })).toBeVisible()
})

test('what was seen of a pod stands in the matrix after its chart is closed', async ({ page, portolan }) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/notifications')
  await chart.expectState(8080, 'closed')
  await page.keyboard.press('Alt+w')
  await page.getByRole('link', { name: 'Port matrix' }).click()
  const row = page.getByRole('row', { name: /notifications-/ })
  await expect(
    row.getByRole('button', { name: /8080.*seen closed by a probe.*nothing listens/ }),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Deviations' })).toContainText('error')
})

test('istiod is asked once, when somebody wants its endpoints, and what it says is told', async ({
  dashboard: page,
}) => {
  await page.getByRole('link', { name: 'Port matrix' }).click()
  await page.getByRole('button', { name: 'Ask istiod' }).click()
  // The recording behind this mesh holds no such costly answer.
  await expect(page.getByText('istiod’s endpoints could not be had:')).toBeVisible()
  await expect(page.getByRole('table', { name: /pods by their ports/ })).toBeVisible()
})
