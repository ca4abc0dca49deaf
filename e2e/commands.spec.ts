import type { Page } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, test } from './workbench.ts'

/** The palette, as somebody works it who has no mouse. */
class Palette {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  get dialog() {
    return this.page.getByRole('dialog', { name: 'Command palette' })
  }
  get field() {
    return this.dialog.getByRole('combobox')
  }
  get lines() {
    return this.dialog.getByRole('option')
  }
  async open(keys: string): Promise<void> {
    await expect(this.page.getByRole('tree')).toBeVisible()
    await this.page.keyboard.press(keys)
    await expect(this.field).toBeFocused()
  }
  /** The titles of all lines, also of those that only scrolling draws. */
  async titles(): Promise<readonly string[]> {
    const count = Number(await this.lines.first().getAttribute('aria-setsize'))
    const titles: string[] = []
    for (let index = 0; index < count; index++) {
      const line = this.dialog.locator('[role=option][aria-selected=true]')
      await expect(line).toHaveAttribute('aria-posinset', String(index + 1))
      titles.push((await line.locator('span').first().textContent()) ?? '')
      await this.page.keyboard.press('ArrowDown')
    }
    return titles
  }
  async choose(text: string): Promise<void> {
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
    await expect(this.field).toBeHidden()
  }
}

/** The part of the chart that has the focus; empty while it is elsewhere. */
async function partInFocus(page: Page): Promise<string> {
  const part = page.locator('[data-part]:focus')
  return (await part.count()) === 0 ? '' : ((await part.getAttribute('data-part')) ?? '')
}

/** Goes with the arrow keys to a part of the chart, trying each way out of a part once. */
async function moveTo(page: Page, part: string): Promise<void> {
  const tried = new Set<string>()
  const to = await page.locator(`[data-part="${part}"]`).boundingBox()
  for (let press = 0; press < 80; press++) {
    const here = await partInFocus(page)
    if (here === part) return
    const from = await page.locator('[data-part]:focus').boundingBox()
    if (to === null || from === null) throw new Error('the chart has no places')
    const right = to.x + to.width / 2 - from.x - from.width / 2
    const down = to.y + to.height / 2 - from.y - from.height / 2
    const ways = [
      { key: 'ArrowRight', gain: right },
      { key: 'ArrowLeft', gain: -right },
      { key: 'ArrowDown', gain: down },
      { key: 'ArrowUp', gain: -down },
    ].toSorted((a, b) => b.gain - a.gain)
    const way = ways.find(({ key }) => !tried.has(`${here} ${key}`))
    if (way === undefined) throw new Error(`no way out of ${here}`)
    tried.add(`${here} ${way.key}`)
    await page.keyboard.press(way.key)
  }
  throw new Error(`no way to ${part}`)
}

test('the palette goes to a pod by a few letters of its name', async ({ dashboard }) => {
  await expect(dashboard.getByRole('tree')).toContainText('cart')
  const palette = new Palette(dashboard)
  await palette.open('Control+p')
  await expect(palette.lines.first()).toBeVisible()
  await palette.choose('shop/frnt')
  await expect(dashboard.getByRole('heading', { level: 1, name: /^frontend-/ })).toBeVisible()
})

test('“:15020 cart” opens that port’s detail, although cart’s chart was not read yet', async ({
  dashboard,
}) => {
  await expect(dashboard.getByRole('tree')).toContainText('cart')
  const palette = new Palette(dashboard)
  await palette.open('Control+p')
  await palette.choose(':15020 of cart')
  await expect(dashboard.getByRole('heading', { level: 1, name: /^cart-/ })).toBeVisible()
  await expect(dashboard.getByRole('heading', { level: 2, name: /^15020/ })).toBeVisible()
})

test('a port is found by its name in either language', async ({ dashboard, portolan }) => {
  await new ChartPage(dashboard, portolan).open('shop/frontend')
  const palette = new Palette(dashboard)
  for (const name of ['envoy admin', '管理接口']) {
    await palette.open('Control+Shift+o')
    await dashboard.keyboard.type(name)
    await expect(palette.lines.first()).toContainText('15000 · Envoy admin')
    await dashboard.keyboard.press('Escape')
    await expect(palette.field).toBeHidden()
  }
})

test('what is not found is said, and looked for elsewhere', async ({ dashboard }) => {
  const palette = new Palette(dashboard)
  await palette.open('Control+p')
  await dashboard.keyboard.type('shortcuts')
  await expect(dashboard.getByText('No pod, workload or namespace is called that.')).toBeVisible()
  await dashboard.keyboard.press('Enter')
  await expect(palette.field).toHaveValue('>shortcuts')
  await expect(palette.lines.first()).toContainText('Keyboard shortcuts')
})

test('“>” lists every command that is possible, each found by its name', async ({ dashboard, portolan }) => {
  test.slow()
  await new ChartPage(dashboard, portolan).open('shop/frontend', '?port=envoy-admin')
  const palette = new Palette(dashboard)
  await palette.open('F1')
  const listed = await palette.titles()
  expect(listed.length).toBeGreaterThan(20)
  for (const title of [
    'Go to a port…',
    'Copy as kubectl port-forward',
    'Copy link to this view',
    'Show or hide the explorer',
    'Colours: Dark',
    'Language: 简体中文',
    'Keyboard shortcuts',
    'Ask everything again',
  ]) {
    expect(listed).toContain(title)
  }
  for (const title of listed) {
    await palette.field.fill(`>${title}`)
    await expect(palette.lines.first()).toContainText(title)
  }
})

test('a command that was used comes first the next time', async ({ dashboard }) => {
  const palette = new Palette(dashboard)
  await palette.open('F1')
  await palette.choose('colours: dark')
  await expect(dashboard.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await palette.open('F1')
  await expect(palette.lines.first()).toContainText('Colours: Dark')
  await expect(palette.lines.first()).toContainText('recently used')
})

test('the shortcut sheet lists the keys of every command that has some', async ({ dashboard }) => {
  const palette = new Palette(dashboard)
  await palette.open('F1')
  const withKeys = palette.lines.filter({ has: dashboard.locator('kbd') })
  const lines = await withKeys.evaluateAll((all) =>
    all.map((line) => ({
      title: line.querySelector('span')?.textContent ?? '',
      keys: [...line.querySelectorAll('kbd')].map((key) => key.textContent ?? ''),
    })),
  )
  expect(lines.length).toBeGreaterThan(8)
  await dashboard.keyboard.press('Escape')
  await expect(palette.dialog).toBeHidden()
  await dashboard.keyboard.press('?')
  const sheet = dashboard.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const { title, keys } of lines) {
    const row = sheet.getByRole('definition').filter({ hasText: keys[0] ?? '' })
    await expect(sheet.getByText(title, { exact: true })).toBeVisible()
    await expect(row.first()).toBeVisible()
  }
  await sheet.getByRole('searchbox').fill('explorer ctrl+b')
  await expect(sheet.getByRole('term')).toHaveText(['Show or hide the explorer'])
  await dashboard.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('a sequence says that it waits, and runs with its second key', async ({ dashboard }) => {
  await expect(dashboard.getByRole('tree')).toBeVisible()
  await dashboard.keyboard.press('Alt+k')
  await expect(dashboard.getByText('Alt+K was pressed. Waiting for the next key.')).toBeVisible()
  await dashboard.keyboard.press('s')
  await expect(dashboard.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('keys type in a text field, and do nothing else there', async ({ dashboard }) => {
  const find = dashboard.getByRole('textbox', { name: 'Find pods' })
  await expect(dashboard.getByRole('tree')).toBeVisible()
  await dashboard.keyboard.press('/')
  await expect(find).toBeFocused()
  await dashboard.keyboard.type('?1/')
  await expect(find).toHaveValue('?1/')
  await expect(dashboard.getByRole('dialog')).toHaveCount(0)
})

test('a port has a context menu by keyboard, and gets the focus back', async ({
  dashboard,
  portolan,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const chart = new ChartPage(dashboard, portolan)
  await chart.open('shop/frontend')
  await chart.port(15_000).focus()
  await dashboard.keyboard.press('Shift+F10')
  const menu = dashboard.getByRole('menu', { name: 'Port 15000' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await dashboard.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(chart.port(15_000)).toBeFocused()

  await dashboard.keyboard.press('ContextMenu')
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await dashboard.keyboard.type('copy as k')
  await expect(menu.getByRole('menuitem', { name: 'Copy as kubectl port-forward' })).toBeFocused()
  await dashboard.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  await expect
    .poll(() => dashboard.evaluate<string>('navigator.clipboard.readText()'))
    .toMatch(/^kubectl -n shop port-forward pod\/frontend-\S+ 15000$/)
})

test('a right click opens the same menu, which stays when the button is released', async ({
  dashboard,
  portolan,
}) => {
  const chart = new ChartPage(dashboard, portolan)
  await chart.open('shop/frontend')
  await chart.port(15_020).click({ button: 'right' })
  const menu = dashboard.getByRole('menu', { name: 'Port 15020' })
  await expect(menu).toBeVisible()
  await menu.getByRole('menuitem', { name: 'Show evidence' }).click()
  await expect(dashboard.getByRole('heading', { level: 2, name: /^15020/ })).toBeVisible()
  await expect(menu).toBeHidden()
})

test('the main menu opens with F10 and shows the keys', async ({ dashboard }) => {
  await expect(dashboard.getByRole('tree')).toBeVisible()
  await dashboard.keyboard.press('F10')
  const menu = dashboard.getByRole('menu', { name: 'Main menu' })
  await expect(menu.getByRole('menuitem', { name: 'Show or hide the explorer' })).toContainText('Ctrl+B')
  await dashboard.keyboard.press('End')
  await expect(menu.getByRole('menuitem', { name: 'Keyboard shortcuts' })).toBeFocused()
  await dashboard.keyboard.press('Enter')
  await expect(dashboard.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('the whole main job by keyboard alone: find, read, open the page, split, switch, close, open again', async ({
  dashboard,
}) => {
  test.slow()
  const { keyboard } = dashboard
  const heading = (level: number, name: RegExp) => dashboard.getByRole('heading', { level, name })
  const palette = new Palette(dashboard)

  await expect(dashboard.getByRole('tree')).toContainText('frontend')
  await palette.open('Control+p')
  await palette.choose('shop frontend')
  await expect(heading(1, /^frontend-/)).toBeVisible()

  await test.step('through the ports to the evidence of 15000', async () => {
    const figure = dashboard.getByRole('figure')
    await expect(figure).toBeVisible()
    await keyboard.press('Alt+Shift+D')
    const chosen = () => partInFocus(dashboard)
    for (let press = 0; press < 60 && (await chosen()) === ''; press++) await keyboard.press('Tab')
    expect(await chosen()).not.toBe('')
    await moveTo(dashboard, 'envoy-admin')
    expect(await chosen()).toBe('envoy-admin')
    await keyboard.press('Enter')
    await expect(heading(2, /^15000/)).toBeVisible()
    await expect(dashboard.getByRole('complementary', { name: 'Chosen port' })).toContainText('/ready')
  })

  await test.step('its original page', async () => {
    await keyboard.press('3')
    await expect(dashboard.locator('iframe')).toBeVisible()
  })

  await test.step('split, another pod beside it, from tab to tab', async () => {
    await keyboard.press('Control+\\')
    await expect(dashboard.getByRole('tab')).toHaveCount(3)
    await palette.open('Control+p')
    await palette.choose('istiod')
    await expect(dashboard.getByRole('tab')).toHaveCount(4)
    await expect(heading(1, /^istiod-/)).toBeVisible()
    await keyboard.press('Alt+PageUp')
    await expect(dashboard).toHaveTitle(/^frontend-/)
    await keyboard.press('Alt+PageDown')
    await expect(dashboard).toHaveTitle(/^istiod-/)
    await keyboard.press('Control+1')
    await expect(dashboard).toHaveTitle(/^frontend-/)
    await keyboard.press('Control+2')
    await expect(dashboard).toHaveTitle(/^istiod-/)
  })

  await test.step('close, and open again', async () => {
    await keyboard.press('Alt+w')
    await expect(dashboard.getByRole('tab')).toHaveCount(3)
    await expect(dashboard).toHaveTitle(/^frontend-/)
    await keyboard.press('Alt+Shift+T')
    await expect(dashboard.getByRole('tab')).toHaveCount(4)
    await expect(dashboard).toHaveTitle(/^istiod-/)
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN'] as const) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale, reducedMotion: 'reduce' })
      test('no axe violation with the palette, a menu or the sheet open', async ({
        page,
        portolan,
        complaints,
      }) => {
        test.slow()
        const chart = new ChartPage(page, portolan)
        await chart.open('shop/frontend')
        // A menu leaves the page around it as it is, which appearance.spec.ts judges.
        const check = async (what: string, part = 'body') => {
          expect(await axeViolations(page, part), what).toEqual([])
        }
        for (const text of ['', '>', ':', '?', 'no such thing']) {
          await page.keyboard.press('Control+p')
          await page.keyboard.type(text)
          await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
          await check(`palette ${text}`)
          await page.keyboard.press('Escape')
        }
        await page.keyboard.press('F10')
        await expect(page.getByRole('menu')).toBeVisible()
        await check('menu', '[role=menu]')
        await page.keyboard.press('Escape')
        await page.keyboard.press('?')
        await expect(page.getByRole('searchbox')).toBeVisible()
        await check('sheet')
        expect(complaints).toEqual([])
      })
    })
  }
}
