import process from 'node:process'
import type { Browser, Locator, Page } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, test } from './workbench.ts'

/** The tabs and what stands in them, as somebody works with them. */
class Workbench {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Every tab's name, in the order of the groups. */
  async tabs(): Promise<readonly string[]> {
    const names = await this.page.locator('.dv-tab').allInnerTexts()
    return names.map((name) => name.split('\n')[0] ?? '')
  }

  tab(name: RegExp): Locator {
    return this.page.locator('.dv-tab', { hasText: name })
  }

  row(name: RegExp): Locator {
    return this.page.getByRole('tree').getByRole('treeitem', { name }).first()
  }

  /** Headings of the pods that are in sight. */
  get pods(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }

  async ready(): Promise<void> {
    await expect(this.row(/cart-/)).toBeVisible()
    await expect(this.tab(/./).first()).toBeVisible()
  }
}

async function freshProfile(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  return context.newPage()
}

test('a single click previews and is replaced by the next; a double click keeps', async ({ dashboard }) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  await workbench.row(/cart-/).click()
  await expect(workbench.tab(/^cart-/)).toBeVisible()
  await workbench.row(/payments-/).click()
  await expect(workbench.tab(/^payments-/)).toBeVisible()
  await expect(workbench.tab(/^cart-/)).toHaveCount(0)
  await workbench.tab(/^payments-/).dblclick()
  await workbench.row(/cart-/).click()
  await expect(workbench.tab(/^cart-/)).toBeVisible()
  await expect(workbench.tab(/^payments-/)).toBeVisible()
})

test('three documents stand side by side, and each one’s link opens that very view in a fresh profile', async ({
  dashboard,
  portolan,
  browser,
}) => {
  // Four browsers, one after the other.
  test.slow()
  const chart = new ChartPage(dashboard, portolan)
  const links = [
    await chart.address('shop/cart', '?port=envoy-admin'),
    await chart.address('shop/frontend', '?view=ports&port=agent-status'),
    await chart.address('istio-system/istiod', '?port=istiod-http'),
  ]
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  for (const [index, name] of [/cart-/, /frontend-/, /istiod-/].entries()) {
    if (index > 0) await dashboard.keyboard.press('Control+\\')
    await expect(dashboard.locator('.dv-groupview')).toHaveCount(index + 1)
    await workbench.row(name).dblclick()
    await expect(workbench.tab(name).last()).toBeVisible()
  }
  await expect(workbench.pods.filter({ hasText: /^(cart|frontend|istiod)-/ })).toHaveCount(3)

  for (const [index, link] of links.entries()) {
    const fresh = await freshProfile(browser)
    await fresh.goto(link)
    await fresh.getByRole('textbox').fill(portolan.token)
    await fresh.getByRole('textbox').press('Enter')
    await expect(
      fresh.getByRole('complementary', { name: 'Chosen port' }).getByRole('heading', { level: 2 }),
    ).toContainText(['15000', '15020', '8080'][index] ?? '')
    expect(fresh.url()).toBe(link)
    await fresh.context().close()
  }
})

test('each document has a way back and forward of its own', async ({ dashboard }) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  for (const name of [/cart-/, /payments-/]) {
    await workbench.row(name).dblclick()
    await expect(workbench.pods.filter({ hasText: name })).toBeVisible()
    await dashboard.getByRole('link', { name: 'Ports', exact: true }).click()
    await expect(dashboard).toHaveURL(/view=ports/)
  }
  await dashboard.getByRole('button', { name: 'Back in this document' }).click()
  await expect(dashboard).toHaveURL(/payments-[^?]*$/)
  await workbench.tab(/^cart-/).click()
  await expect(dashboard).toHaveURL(/cart-[^?]*\?view=ports/)
  await dashboard.keyboard.press('Alt+Shift+ArrowLeft')
  await expect(dashboard).toHaveURL(/cart-[^?]*$/)
  await dashboard.keyboard.press('Alt+Shift+ArrowRight')
  await expect(dashboard).toHaveURL(/cart-[^?]*\?view=ports/)
})

test('the browser’s Back follows the reader across documents, and opens one that was closed', async ({
  dashboard,
}) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  await workbench.row(/cart-/).dblclick()
  await expect(dashboard).toHaveURL(/cart-/)
  await workbench.row(/payments-/).dblclick()
  await expect(dashboard).toHaveURL(/payments-/)
  await workbench.tab(/^cart-/).click()
  await expect(dashboard).toHaveURL(/cart-/)
  await dashboard.goBack()
  await expect(dashboard).toHaveURL(/payments-/)
  await dashboard.keyboard.press('Alt+w')
  await expect(workbench.tab(/^payments-/)).toHaveCount(0)
  await dashboard.goBack()
  await expect(workbench.tab(/^payments-/)).toBeVisible()
  await dashboard.goBack()
  await expect(dashboard).toHaveURL(/cart-/)
  await dashboard.goForward()
  await expect(dashboard).toHaveURL(/payments-/)
})

test('a reload keeps the layout, and a layout that cannot be read falls back and keeps the rest', async ({
  dashboard,
}) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  await workbench.row(/cart-/).dblclick()
  await expect(workbench.pods.filter({ hasText: /^cart-/ })).toBeVisible()
  await dashboard.keyboard.press('Control+\\')
  await expect(dashboard.locator('.dv-groupview')).toHaveCount(2)
  await workbench.row(/payments-/).dblclick()
  await expect(workbench.tab(/^payments-/)).toBeVisible()
  const before = await workbench.tabs()

  await dashboard.reload()
  await expect(dashboard.locator('.dv-groupview')).toHaveCount(2)
  expect(await workbench.tabs()).toEqual(before)
  await expect(dashboard).toHaveURL(/payments-/)

  await dashboard.evaluate(
    `sessionStorage.setItem('portolan.dock', '{"version":1,"value":{"grid":"nonsense"}}')`,
  )
  await dashboard.reload()
  await expect(dashboard.getByText('A part of the layout was begun anew').first()).toBeVisible()
  await expect(dashboard.locator('.dv-groupview')).toHaveCount(1)
  expect((await workbench.tabs()).toSorted()).toEqual(before.toSorted())

  // What is written when the page goes must not mend it.
  await dashboard.evaluate(
    `addEventListener('pagehide', () => sessionStorage.setItem('portolan.documents', 'not even JSON'))`,
  )
  await dashboard.reload()
  await expect(dashboard.getByText('A part of the layout was begun anew').first()).toBeVisible()
  await expect(workbench.pods.filter({ hasText: /^payments-/ })).toBeVisible()
})

test('closing, reopening and maximising work by keyboard', async ({ dashboard }) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  await workbench.row(/cart-/).dblclick()
  await expect(workbench.pods.filter({ hasText: /^cart-/ })).toBeVisible()
  await dashboard.keyboard.press('Control+\\')
  await expect(dashboard.locator('.dv-groupview')).toHaveCount(2)
  await dashboard.keyboard.press('Alt+k')
  await dashboard.keyboard.press('z')
  await expect(workbench.pods.filter({ hasText: /^cart-/ })).toHaveCount(1)
  await dashboard.keyboard.press('Alt+k')
  await dashboard.keyboard.press('z')
  await expect(workbench.pods.filter({ hasText: /^cart-/ })).toHaveCount(2)
  await dashboard.keyboard.press('Alt+w')
  await expect(dashboard.locator('.dv-groupview')).toHaveCount(1)
  await dashboard.keyboard.press('Alt+Shift+T')
  await expect(workbench.tab(/^cart-/)).toHaveCount(2)
})

test('a document behind another asks its pod nothing, and comes back as it was last seen', async ({
  dashboard,
  sandbox,
  portolan,
}) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  await workbench.row(/cart-/).dblclick()
  const chart = new ChartPage(dashboard, portolan)
  await chart.expectState(15000, 'open')
  await workbench.row(/payments-/).dblclick()
  await expect(workbench.pods.filter({ hasText: /^payments-/ })).toBeVisible()
  await expect.poll(() => sandbox.pod('shop/cart').connections, { timeout: 30_000 }).toBe(0)

  // A server that says nothing: what is shown now can only be from before.
  process.kill(portolan.pid, 'SIGSTOP')
  await workbench.tab(/^cart-/).click()
  await expect(dashboard.getByText(/^As it was seen at/)).toBeVisible()
  await chart.expectState(15000, 'open')
  process.kill(portolan.pid, 'SIGCONT')
  await expect(dashboard.getByText(/^As it was seen at/)).toHaveCount(0)
})

test('a tab is worked with by keyboard and by mouse: chosen, its menu, closed, dragged to a side', async ({
  dashboard,
}) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  for (const name of [/cart-/, /payments-/]) {
    await workbench.row(name).dblclick()
    await expect(workbench.pods.filter({ hasText: name })).toBeVisible()
  }
  await dashboard.getByRole('tab', { name: /^payments-/, selected: true }).focus()
  await dashboard.keyboard.press('ArrowLeft')
  await dashboard.keyboard.press('Enter')
  await expect(dashboard.getByRole('tab', { name: /^cart-/, selected: true })).toBeFocused()
  await dashboard.keyboard.press('Shift+F10')
  await expect(dashboard.getByRole('menu', { name: /cart-/ })).toBeVisible()
  await dashboard.keyboard.press('Escape')
  await dashboard.keyboard.press('Delete')
  await expect(workbench.tab(/^cart-/)).toHaveCount(0)
  await dashboard.keyboard.press('Alt+Shift+T')

  const area = dashboard.getByRole('main')
  const box = await area.boundingBox()
  if (box === null) throw new Error('the documents are nowhere')
  await workbench
    .tab(/^cart-/)
    .dragTo(area, { targetPosition: { x: box.width - 40, y: box.height / 2 }, steps: 8 })
  await expect(dashboard.locator('.dv-groupview')).toHaveCount(2)
  await expect(workbench.pods.filter({ hasText: /^(cart|payments)-/ })).toHaveCount(2)
  await workbench.tab(/^payments-/).click({ button: 'middle' })
  await expect(workbench.tab(/^payments-/)).toHaveCount(0)
})

test('who closes a document that has the focus has it on the next tab', async ({ dashboard }) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  for (const name of [/cart-/, /payments-/]) {
    await workbench.row(name).dblclick()
    await expect(workbench.pods.filter({ hasText: name })).toBeVisible()
  }
  await expect(dashboard.locator('figure[data-observed="all"]')).toHaveCount(1)
  const ports = dashboard.getByRole('link', { name: 'Ports', exact: true })
  await ports.focus()
  await expect(ports).toBeFocused()
  await dashboard.keyboard.press('Alt+w')
  await expect(dashboard.getByRole('tab', { name: /^cart-/ })).toBeFocused()
})

test('what is typed into the explorer is in the address, and makes no history', async ({ dashboard }) => {
  const workbench = new Workbench(dashboard)
  await workbench.ready()
  await workbench.row(/cart-/).click()
  await expect(dashboard).toHaveURL(/cart-/)
  const before = await dashboard.evaluate('history.length')
  await dashboard.getByRole('textbox', { name: 'Find pods' }).fill('pay')
  await expect(dashboard).toHaveURL(/[?&]q=pay/)
  expect(await dashboard.evaluate('history.length')).toBe(before)
})

test('an address that means nothing says so, also one that looks like another host', async ({
  page,
  portolan,
}) => {
  for (const path of ['/nowhere/at/all', '//example.com/x', '/clusters/%E0%A4%A']) {
    await page.goto(`${portolan.origin}${path}${portolan.url.hash}`)
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
  }
})

test('a browser that stores nothing works, and forgets', async ({ page, portolan }) => {
  await page.addInitScript(`
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError') } })
  `)
  await page.goto(portolan.url.href)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.row(/cart-/).dblclick()
  await expect(workbench.pods.filter({ hasText: /^cart-/ })).toBeVisible()
})

for (const [colorScheme, locale] of [
  ['light', 'en-US'],
  ['dark', 'zh-CN'],
] as const) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale })
    test('many tabs and groups have no axe violation and break no policy', async ({
      dashboard,
      complaints,
    }) => {
      const workbench = new Workbench(dashboard)
      await workbench.ready()
      for (const name of [
        /cart-/,
        /payments-/,
        /frontend-/,
        /istiod-/,
        /catalog-v1-/,
        /inventory-0/,
        /catalog-v2-/,
      ]) {
        await workbench.row(name).dblclick()
        await expect(workbench.tab(name)).toBeAttached()
      }
      await dashboard.keyboard.press('Control+\\')
      await expect(dashboard.locator('.dv-groupview')).toHaveCount(2)
      await expect(workbench.pods.filter({ hasText: /^catalog-v2-/ })).toHaveCount(2)
      expect(await axeViolations(dashboard)).toEqual([])
      expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([])
    })
  })
}
