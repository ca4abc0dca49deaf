import { readFile } from 'node:fs/promises'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, startPortolan, test } from './workbench.ts'

const sidecar = 'shop/native-sidecar-abcde'

/** A mesh whose containers write logs as the test tells them to. */
const writing = test.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the first argument's pattern
  sandbox: async ({}, use) => {
    await using sandbox = await startSandbox({ mesh: meshOfKinds() })
    await use(sandbox)
  },
})

test('the first thing one reads of a pod that is not ready is the hop where its probe fails', async ({
  page,
  portolan,
  sandbox,
  complaints,
}) => {
  const chart = new ChartPage(page, portolan)
  await chart.visit('shop/notifications', '?view=health')
  await expect(page.getByRole('status').filter({ hasText: 'Not ready' })).toHaveText(
    'Not ready: the readiness probe of app fails at the application’s port 8080',
  )
  const way = page.getByRole('list', { name: 'Way of the readiness probe of app' })
  const hops = way.getByRole('listitem').filter({ has: page.locator('code') })
  await expect(hops).toHaveCount(3)
  await expect(hops.filter({ hasText: 'fails here' })).toHaveText(/application.*8080.*connection refused/)
  const app = page.getByRole('region', { name: 'app', exact: true })
  await expect(app).toContainText('GET http://POD:8080/healthz as its author wrote it')
  await expect(app).toContainText('/app-health/app/readyz as injection rewrote it')
  expect(await axeViolations(page)).toEqual([])
  expect(sandbox.seen().filter(({ url }) => url.includes('/exec?'))).toEqual([])
  await hops.getByRole('link', { name: '8080' }).click()
  await expect(chart.detail).toContainText('8080')
  expect(complaints).toEqual([])
})

test('a pod without trouble says so in one line, and who may not list events sees the rest', async ({
  page,
  portolan,
  sandbox,
}) => {
  sandbox.api.forbid('admin', 'list', 'events')
  const chart = new ChartPage(page, portolan)
  await chart.visit('shop/cart', '?view=health')
  await expect(page.getByRole('heading', { name: /^This pod is well/ })).toBeVisible()
  await expect(page.getByText(/^You may not list events here/)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Way of the readiness probe of istio-proxy' })).toContainText(
    'Envoy health',
  )
  expect(await axeViolations(page)).toEqual([])
})

writing(
  'a crash loop shows its last exit, its last lines and what the kubelet wrote of it',
  async ({ page, portolan }) => {
    const chart = new ChartPage(page, portolan)
    await chart.visit('legacy/crash-looping', '?view=health')
    await expect(page.getByRole('heading', { name: /^Container app dies again and again/ })).toBeVisible()
    const lives = page.getByRole('region', { name: 'Lives of app that ended' })
    await expect(lives.getByRole('row')).toHaveCount(2)
    await expect(lives).toContainText('cannot start')
    await expect(
      page.getByRole('table', { name: 'Events' }).getByRole('row', { name: /BackOff/ }),
    ).toContainText('81')
    expect(await axeViolations(page)).toEqual([])
    await lives.getByRole('link', { name: /^Whole log of that life/ }).click()
    await expect(page.getByLabel('Life')).toHaveValue('previous')
    await expect(page.getByRole('region', { name: /^Log of app in/ })).toContainText('cannot start')
  },
)

writing(
  'a log follows what is written, merges containers by time, and is searched and saved',
  async ({ page, portolan, sandbox, complaints }) => {
    const chart = new ChartPage(page, portolan)
    await chart.visit(sidecar, '?view=health&in=show:log')
    const lines = page.getByRole('region', { name: /^Log of app/ }).getByRole('listitem')
    await expect(lines).toHaveText([/app listens on :8080$/])
    const pod = sandbox.pod(sidecar)
    await pod.writeLog('app', 'GET /cart 200')
    await expect(lines.last()).toHaveText(/GET \/cart 200$/)

    // Another container's lines stand between, where their times belong.
    await page.getByRole('group', { name: 'Containers' }).getByLabel('istio-proxy').check()
    const merged = page.getByRole('region', { name: /^Log of istio-proxy and app/ }).getByRole('listitem')
    await expect(merged.filter({ hasText: 'Envoy proxy is ready' })).toHaveCount(1)
    await expect(merged.last()).toHaveText(/app.*GET \/cart 200$/)
    await pod.writeLog('istio-proxy', 'GET /cart 503 UH')
    await expect(merged.last()).toHaveText(/istio-proxy.*503 UH$/)
    expect(await axeViolations(page)).toEqual([])

    await page.keyboard.press('Control+f')
    await page.getByRole('searchbox', { name: 'Find in the log' }).fill('get /cart')
    await expect(page.getByText('2 matches')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 of 2')).toBeVisible()
    await page.getByRole('button', { name: 'Regular expression' }).click()
    await page.getByRole('searchbox', { name: 'Find in the log' }).fill(' 5..')
    await page.getByRole('button', { name: 'Only lines with a match' }).click()
    await expect(merged).toHaveText([/503 UH$/])
    await page.getByRole('searchbox', { name: 'Find in the log' }).fill('(')
    await expect(page.getByText(/^This is no regular expression/)).toBeVisible()
    await page.getByRole('searchbox', { name: 'Find in the log' }).fill('')

    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save' }).click()
    const text = await readFile(await (await saved).path(), 'utf8')
    expect(text).toMatch(/^\S+Z \[app\] GET \/cart 200\n\S+Z \[istio-proxy\] GET \/cart 503 UH\n$/m)
    await page.reload()
    await expect(merged.last()).toHaveText(/503 UH$/)
    expect(complaints).toEqual([])
  },
)

writing(
  'a long log draws what is in view, says what it dropped, and stays where one reads',
  async ({ page, portolan, sandbox }) => {
    const pod = sandbox.pod(sidecar)
    for (let number = 1; number <= 10_000; number++) await pod.writeLog('app', `line ${number}`)
    const chart = new ChartPage(page, portolan)
    await chart.visit(sidecar, '?view=health&in=show:log+tail:10000')
    const log = page.getByRole('region', { name: /^Log of app/ })
    await expect(log.getByRole('listitem').last()).toHaveText(/line 10000$/)
    expect(await log.getByRole('listitem').count()).toBeLessThan(100)
    await log.focus()
    await page.keyboard.press('Home')
    await expect(log.getByRole('listitem').first()).toHaveText(/line 1$/)
    for (let number = 1; number <= 10_500; number++) await pod.writeLog('app', `more ${number}`)
    await expect(page.getByText('500 older lines are not kept: there is room for 20,000')).toBeVisible()
    await page.getByRole('button', { name: '10,500 new lines below' }).click()
    await expect(log.getByRole('listitem').last()).toHaveText(/more 10500$/)
    await pod.writeLog('app', 'the latest')
    await expect(log.getByRole('listitem').last()).toHaveText(/the latest$/)
  },
)

writing(
  'who may not read logs is told which right is missing, before one is asked for',
  async ({ page, sandbox }) => {
    sandbox.api.forbid('viewer', 'get', 'pods/log')
    await using viewer = await startPortolan(sandbox, 'viewer')
    const chart = new ChartPage(page, viewer.command)
    await chart.visit('legacy/crash-looping', '?view=health')
    await expect(page.getByText(/^You may not read logs here: missing get pods\/log/)).toBeVisible()
    await page.getByRole('link', { name: 'Logs', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'You may not read logs here' })).toBeVisible()
    expect(await axeViolations(page)).toEqual([])
    expect(sandbox.seen().filter(({ url }) => url.includes('/log?'))).toEqual([])
  },
)
