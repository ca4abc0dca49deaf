import { axeViolations } from './axe.ts'
import { expect, test } from './workbench.ts'
import type { Page } from '@playwright/test'

/** Opens the tracing of a pod of the demo by a part of its name. */
async function openTrace(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('treeitem', { name }).first().click()
  await page
    .getByRole('navigation', { name: /Views of/ })
    .getByRole('link', { name: 'Envoy' })
    .click()
  await page.getByRole('button', { name: 'Trace a request', exact: true }).click()
}

test('a request is traced to its cluster, followed to the next pod, and kept in the link', async ({
  dashboard: page,
  complaints,
}) => {
  await openTrace(page, /ingressgateway-/)
  await expect(page.getByText('Nothing is sent.')).toBeVisible()
  const form = page.getByRole('form', { name: 'What is traced' })
  await form.getByLabel('Host').fill('shop.example.test')
  await form.getByLabel('Port').fill('8080')
  await form.getByLabel('Path').fill('/catalog/7')
  await form.getByLabel('Path').press('Enter')
  const outcome = page.getByRole('region', { name: 'What becomes of it' })
  await expect(outcome).toContainText(
    'Forwarded to outbound|8080||catalog.shop.svc.cluster.local, one of 2 hosts, by mutual TLS',
  )
  const steps = page.getByRole('region', { name: /^Decisions of istio-system/ })
  await expect(steps).toContainText('VirtualService shop/shop')
  await expect(steps.getByRole('link', { name: 'Envoy’s rule' }).first()).toHaveAttribute(
    'rel',
    'noopener noreferrer',
  )
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: /^Follow to shop\/catalog-v1-/ }).click()
  const next = page.getByRole('region', { name: /^Decisions of shop\/catalog-v1-/ })
  await expect(next).toContainText(
    'Mutual TLS ends here; the caller is spiffe://cluster.local/ns/istio-system/',
  )
  await expect(outcome.getByRole('listitem')).toHaveCount(2)
  await expect(outcome).toContainText('Forwarded to inbound|8080||')
  expect(await axeViolations(page)).toEqual([])

  await page.reload()
  await expect(form.getByLabel('Path')).toHaveValue('/catalog/7')
  await expect(outcome.getByRole('listitem')).toHaveCount(2)

  await steps
    .getByRole('button', { name: 'outbound|8080||catalog.shop.svc.cluster.local', exact: true })
    .click()
  await expect(page.getByRole('complementary', { name: 'The chosen row' })).toContainText('Circuit breaker')
  await page.getByRole('button', { name: 'Trace a request', exact: true }).click()
  await expect(outcome.getByRole('listitem')).toHaveCount(2)
  expect(complaints).toEqual([])
})

test('what no route takes is a 404, with the routes that lost', async ({ dashboard: page }) => {
  await openTrace(page, /ingressgateway-/)
  const form = page.getByRole('form', { name: 'What is traced' })
  await form.getByLabel('Host').fill('nobody.example.test')
  await form.getByLabel('Port').fill('8080')
  await form.getByRole('button', { name: 'Trace' }).click()
  const outcome = page.getByRole('region', { name: 'What becomes of it' })
  await expect(outcome).toContainText('Answered by this proxy with 404')
  await expect(outcome).toContainText('(access log: NR)')
  await expect(outcome).toContainText('No virtual host has a domain that fits nobody.example.test')
  await page.getByText(/others? (?:was|were) not taken/).click()
  await expect(page.getByText('its domains are')).toBeVisible()
})

test('what cannot be read is told beside its field, and nothing that was typed is lost', async ({
  dashboard: page,
}) => {
  await openTrace(page, /frontend-/)
  const form = page.getByRole('form', { name: 'What is traced' })
  await form.getByLabel('Host').fill('cart')
  await form.getByLabel('Port').fill('8080')
  await form.getByLabel('Headers').fill('x-user: ann\nno header')
  await form.getByRole('button', { name: 'Trace' }).click()
  await expect(form.getByRole('alert')).toHaveText('Line 2 is no header: “no header”. Write “name: value”.')
  await expect(form.getByLabel('Headers')).toBeFocused()
  await expect(form.getByLabel('Host')).toHaveValue('cart')
  expect(await axeViolations(page)).toEqual([])
  await form.getByLabel('Headers').fill('x-user: ann')
  await expect(form.getByRole('alert')).toHaveCount(0)
  await form.getByRole('button', { name: 'Trace' }).click()
  await expect(page.getByRole('region', { name: 'The way of the request' })).toBeVisible()
})

test('a config dump that is opened as a file is traced, and what it does not hold is said', async ({
  dashboard: page,
}) => {
  const dump = {
    configs: [
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
        dynamic_active_clusters: [{ cluster: { name: 'outbound|80||cart.shop.svc.cluster.local' } }],
      },
    ],
  }
  // Listening begins before the press: the browser is told of it without waiting for an answer.
  const chooser = page.waitForEvent('filechooser')
  await expect(page.getByRole('treeitem', { name: /frontend-/ }).first()).toBeVisible()
  await page.keyboard.press('Control+o')
  await (
    await chooser
  ).setFiles({ name: 'dump.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(dump)) })
  await page.getByRole('button', { name: 'Trace a request', exact: true }).click()
  const form = page.getByRole('form', { name: 'What is traced' })
  await form.getByLabel('Host').fill('cart')
  await form.getByLabel('Port').fill('80')
  await form.getByRole('button', { name: 'Trace' }).click()
  const outcome = page.getByRole('region', { name: 'What becomes of it' })
  await expect(outcome).toContainText('Nothing listens for port 80')
  await expect(outcome).toContainText('what is missing may decide otherwise')
  await expect(page.getByText('The file does not hold it.').first()).toBeVisible()
})
