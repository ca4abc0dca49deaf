import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { tarOf } from '@portolan/envoy/fixtures/tar-of'
import { shippedRecording } from '@portolan/sandbox/shipped-recording'
import { RunningPortolan } from '../scripts/running-portolan.ts'
import { axeViolations } from './axe.ts'
import { expect, test } from './workbench.ts'

const dumpOf = (...clusters: readonly string[]) =>
  JSON.stringify({
    configs: [
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.BootstrapConfigDump',
        bootstrap: { node: { id: 'sidecar~10.0.0.1~cart-1.shop~shop.svc.cluster.local' } },
      },
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
        dynamic_active_clusters: clusters.map((name) => ({
          cluster: {
            name,
            metadata: {
              filter_metadata: {
                istio: {
                  config: '/apis/networking.istio.io/v1/namespaces/shop/destination-rule/pay',
                },
              },
            },
          },
        })),
      },
    ],
  })

const report = gzipSync(
  tarOf([
    { path: 'bug-report/', type: '5' },
    { path: 'bug-report/versions', content: '1.30.2' },
    {
      path: 'bug-report/proxies/shop/cart-1/config_dump?include_eds',
      content: dumpOf('outbound|80||pay.shop.svc.cluster.local'),
    },
    { path: 'bug-report/proxies/shop/cart-1/certs', content: '{"certificates":[]}' },
    {
      path: 'bug-report/proxies/shop/cart-1/stats/prometheus',
      content: [
        '# TYPE envoy_cluster_upstream_cx_overflow counter',
        'envoy_cluster_upstream_cx_overflow{cluster_name="outbound|80||pay.shop.svc.cluster.local"} 12',
        '# TYPE envoy_cluster_upstream_rq_time histogram',
        'envoy_cluster_upstream_rq_time_bucket{cluster_name="pay",le="5"} 0',
        'envoy_cluster_upstream_rq_time_bucket{cluster_name="pay",le="10"} 3',
        'envoy_cluster_upstream_rq_time_bucket{cluster_name="pay",le="+Inf"} 7',
        'envoy_cluster_upstream_rq_time_sum{cluster_name="pay"} 81',
        'envoy_cluster_upstream_rq_time_count{cluster_name="pay"} 7',
        '',
      ].join('\n'),
    },
    {
      path: 'bug-report/proxies/shop/web-1/config_dump?include_eds',
      content: dumpOf('outbound|80||pay.shop.svc.cluster.local', 'outbound|90||stock.shop.svc.cluster.local'),
    },
  ]),
)

/** Opens a file as the command does. */
async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await expect(page.getByRole('tree')).toBeVisible()
  await page.keyboard.press('Control+o')
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer })
}

async function section(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
}

test('an archive lists its proxies, whatever it is called; a chosen one has the views of a pod', async ({
  dashboard: page,
  complaints,
}) => {
  // As it is dropped, by its content: the name says nothing.
  const content = JSON.stringify(report.toString('base64'))
  const transfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob(${content}), (character) => character.charCodeAt(0))
    const held = new DataTransfer()
    held.items.add(new File([bytes], 'from-a-colleague'))
    return held
  })()`)
  await expect(page.getByRole('tree')).toBeVisible()
  const main = page.getByRole('main')
  await main.dispatchEvent('dragenter', { dataTransfer: transfer })
  await main.dispatchEvent('drop', { dataTransfer: transfer })

  await expect(page.getByRole('tab', { name: 'from-a-colleague', exact: true })).toBeVisible()
  const cart = page.getByRole('row', { name: /shop\/cart-1/ })
  await expect(cart).toContainText('config-dump, certs, prometheus-stats')
  await expect(cart).toContainText('clusters, listeners')
  await expect(page.getByText('2 proxies')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('searchbox', { name: 'Filter proxies' }).fill('cart')
  await expect(page.getByText('1 proxy', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'shop/cart-1' }).click()
  await expect(page.getByRole('tab', { name: 'cart-1.shop (from-a-colleague)' })).toBeVisible()
  await section(page, 'Clusters')
  await expect(page.getByRole('table')).toContainText('pay.shop.svc.cluster.local')
  await expect(page.getByText('The archive does not hold it.').first()).toBeVisible()

  await page.getByRole('table').getByRole('rowheader').getByRole('button').click()
  const object = page.getByRole('complementary').getByRole('button', { name: /DestinationRule/ })
  await expect(object).toHaveAttribute('title', /kubectl get destinationrule pay -n shop -o yaml/)

  await section(page, 'Logging')
  await expect(page.getByText('Of what could be read there is nothing here.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ask Envoy again' })).toHaveCount(0)

  await section(page, 'Stats')
  const overflow = page.getByRole('row', { name: /pay\.shop\.svc\.cluster\.local\.upstream_cx_overflow/ })
  await expect(overflow).toContainText('12')
  await page.getByRole('button', { name: 'cluster.pay.upstream_rq_time' }).click()
  const histogram = page.getByRole('complementary', { name: 'The chosen row' })
  await expect(histogram).toContainText('Bucket ≤ 10 3')
  await expect(histogram).toContainText('Bucket > 10 4')
  await expect(histogram.locator('.recharts-bar-rectangle')).toHaveCount(2)

  await section(page, 'Config dump')
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'The dump as JSON' })).toContainText('BootstrapConfigDump')

  await section(page, 'Compare')
  await page.getByRole('combobox', { name: 'Compared with' }).selectOption('web-1.shop (from-a-colleague)')
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click()
  await expect(page.getByText('1 resource differs')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('a pod of a cluster is compared with an open file', async ({ dashboard: page }) => {
  await open(page, 'before.json', Buffer.from(dumpOf('outbound|80||pay.shop.svc.cluster.local')))
  await expect(page.getByRole('tab', { name: 'before.json' })).toBeVisible()
  await page.getByRole('treeitem', { name: /cart-/ }).first().click()
  const views = page.getByRole('navigation', { name: /Views of/ })
  await views.getByRole('link', { name: 'Envoy' }).click()
  await section(page, 'Compare')
  await page.getByRole('combobox', { name: 'Compared with' }).selectOption('before.json')
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click()
  await expect(page.getByText(/resources? differs?$/)).toBeVisible()
})

test('a recorded pod is compared with a pod of the cluster beside it', async ({ dashboard: page }) => {
  await open(page, 'demo.tar.gz', await readFile(shippedRecording()))
  const notices = page.getByRole('region', { name: 'Notifications' })
  await expect(notices).toContainText(/\((recorded|generated) .+\) is open/)
  const pod = page.getByRole('treeitem', { name: /^pod frontend-/ }).first()
  await pod.click()
  await page
    .getByRole('navigation', { name: /Views of/ })
    .getByRole('link', { name: 'Envoy' })
    .click()
  await section(page, 'Compare')
  const other = page.getByRole('combobox', { name: 'Compared with' })
  const live = other.locator('optgroup[label="A pod of demo"] option', {
    hasText: 'shop/frontend-',
  })
  await other.selectOption((await live.first().getAttribute('value')) ?? '')
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click()
  await expect(page.getByText(/resources? differs?$|No difference in meaning/)).toBeVisible()
})

test('hostile and broken archives are refused in words, and what is open stays', async ({
  dashboard: page,
  portolan,
}) => {
  await open(page, 'report.tgz', report)
  await expect(page.getByRole('row', { name: /shop\/web-1/ })).toBeVisible()
  const notices = page.getByRole('region', { name: 'Notifications' })
  const bad: readonly (readonly [string, Buffer, string])[] = [
    ['climbs.tgz', gzipSync(tarOf([{ path: 'proxies/../../etc/passwd' }])), 'a path that leads out of it'],
    ['links.tgz', gzipSync(tarOf([{ path: 'proxies/a/b/certs', type: '2' }])), 'a link or a device'],
    ['cut.tgz', report.subarray(0, report.length - 20), 'damaged or cut off'],
    ['empty.tgz', gzipSync(tarOf([{ path: 'notes', content: 'x' }])), 'no answers of a proxy'],
  ]
  for (const [name, bytes, words] of bad) {
    await open(page, name, bytes)
    await expect(notices).toContainText(`${name}: it cannot be opened`)
    await expect(notices).toContainText(words)
  }
  await expect(page.getByRole('row', { name: /shop\/web-1/ })).toBeVisible()
  expect((await portolan.call('session', {})).clusters).toHaveLength(1)
})

test('portolan open shows files of proxies without any cluster, and again after a reload', async ({
  page,
  complaints,
}) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-e2e-'))
  const dump = path.join(folder, 'config_dump.json')
  const archive = path.join(folder, 'report.tar.gz')
  await writeFile(dump, dumpOf('outbound|80||pay.shop.svc.cluster.local'))
  await writeFile(archive, report)
  try {
    await using portolan = await RunningPortolan.start(['open', archive, dump])
    await page.goto(portolan.url.href)
    await expect(page.getByRole('tab', { name: 'report.tar.gz' })).toBeVisible()
    await expect(page.getByRole('tab', { name: 'config_dump.json' })).toBeVisible()
    await section(page, 'Clusters')
    await expect(page.getByRole('table')).toContainText('pay.shop.svc.cluster.local')
    await page.reload()
    await expect(page.getByRole('table')).toContainText('pay.shop.svc.cluster.local')
    await expect(page.getByRole('tab', { name: 'config_dump.json' })).toHaveCount(1)
    const refused = await page.request.get(`${portolan.origin}/api/files/1`)
    expect(refused.status()).toBe(401)
    expect(complaints).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})
