import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { execsOf, letItBeRead, look } from './looks.ts'
import { expect, startPortolan, test } from './workbench.ts'

const pod = 'shop/frontend'

test('a chart offers a look inside and does not look; then its lines carry what was seen', async ({
  page,
  portolan,
  sandbox,
  complaints,
}) => {
  await letItBeRead(sandbox, pod)
  const chart = new ChartPage(page, portolan)
  await chart.open(pod)
  const line = page.getByRole('group', { name: 'Inside this pod' })
  await expect(line).toContainText('nobody has looked inside')
  const stream = page.getByRole('button', { name: /^envoy to XDS, gRPC/ })
  await expect(stream).not.toHaveAccessibleName(/connection/)
  await line.getByRole('link', { name: 'Look inside' }).click()
  await expect(page.getByRole('heading', { name: 'Nobody has looked inside this pod' })).toBeVisible()
  expect(execsOf(sandbox)).toBe(0)
  await look(page)
  await page.getByRole('link', { name: 'Chart', exact: true }).click()
  await expect(line).toContainText(/\d+ connections open, /)
  await expect(stream).toHaveAccessibleName(/; 1 connection open$/)
  await stream.click()
  await expect(chart.detail).toContainText('Open now')
  await expect(chart.detail).toContainText('1 connection open')

  // What a probe cannot prove for certain, the table does.
  await chart.visit(pod, '?port=envoy-inbound')
  await expect(chart.detail).toContainText('listens on 0.0.0.0, held by istio-proxy: envoy')
  expect(execsOf(sandbox)).toBe(2)
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('a listening socket that nobody names is a berth of its own, and nothing is sent to it', async ({
  page,
  portolan,
  sandbox,
}) => {
  await letItBeRead(sandbox, pod)
  const chart = new ChartPage(page, portolan)
  await chart.visit(pod, '?view=sockets')
  await look(page)
  await page.getByRole('link', { name: 'Chart', exact: true }).click()
  const line = page.getByRole('group', { name: 'Inside this pod' })
  await expect(line).toContainText('listens that nobody names: 9099')
  await line.getByRole('button', { name: '9099' }).click()
  await expect(chart.detail).toContainText('nothing else tells of it')
  await expect(chart.detail).toContainText('loopback only')
  await expect(page.getByRole('button', { name: /^9099 unlisted, app, open/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  const forwards = sandbox.seen().filter(({ url }) => url.includes('/portforward') && url.includes('9099'))
  expect(forwards).toEqual([])
})

test('where nobody may look, the chart says what is not known of it', async ({ page, sandbox }) => {
  await using portolan = await startPortolan(sandbox, 'admin', ['--no-exec'])
  const chart = new ChartPage(page, portolan.command)
  await chart.open(pod)
  await expect(page.getByRole('group', { name: 'Inside this pod' })).toContainText(
    'looking inside is switched off',
  )
})
