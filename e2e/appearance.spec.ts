import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, test } from './workbench.ts'

const views = [
  { name: 'sidecar chart', ref: 'shop/frontend', search: '?port=agent-status' },
  { name: 'gateway chart', ref: 'istio-system/istio-ingressgateway', search: '' },
  { name: 'istiod chart', ref: 'istio-system/istiod', search: '?port=istiod-http' },
  { name: 'port table', ref: 'shop/cart', search: '?view=ports' },
  { name: 'original page', ref: 'shop/cart', search: '?view=original&port=envoy-admin' },
] as const

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN'] as const) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale, reducedMotion: 'reduce' })
      test('no axe violation and no policy violation on any view', async ({ page, portolan, complaints }) => {
        test.slow()
        for (const { name, ref, search } of views) {
          const chart = new ChartPage(page, portolan)
          await page.goto((await chart.address(ref, search)) + portolan.url.hash)
          await expect(page.locator('[data-observed="all"], table, iframe').first()).toBeVisible()
          expect(await axeViolations(page), name).toEqual([])
        }
        expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([])
      })
    })
  }
}

test('the whole interface is there in Chinese', async ({ browser, portolan }) => {
  const context = await browser.newContext({ locale: 'zh-CN' })
  const page = await context.newPage()
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend', '?port=agent-status')
  await expect(page.getByRole('heading', { name: /15020/ })).toBeVisible()
  await expect(page.getByRole('complementary', { name: /端口/ })).toContainText('可用')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await context.close()
})
