// The pictures of docs/images: the charts of a sidecar, a gateway and istiod at
// 1280x720, light and dark, en and zh-CN, taken from the demo mesh.
import path from 'node:path'
import process from 'node:process'
import type { ComponentKind } from '@portolan/contract/chart'
import { chromium } from 'playwright'
import { buildIfChanged } from './build-output.ts'
import { findChromium } from './find-chromium.ts'
import { RunningPortolan } from './running-portolan.ts'
import { root } from './tool.ts'

/** Each kind with the port whose details stand beside the chart. */
const kinds: readonly (readonly [kind: ComponentKind, port: string])[] = [
  ['sidecar', 'agent-status'],
  ['gateway', 'envoy-health'],
  ['istiod', 'istiod-secure-grpc'],
]
const schemes = ['light', 'dark'] as const
const languages = ['en', 'zh-CN'] as const

const built = await buildIfChanged()
if (built !== 0) process.exit(built)
await using portolan = await RunningPortolan.start(['--demo'])
const session = await portolan.call('session', {})
const cluster = session.clusters[0]?.name ?? ''
const { pods } = await portolan.call('pods', { cluster })
await using browser = await chromium.launch({
  executablePath: (await findChromium()).path,
  args: ['--no-sandbox'],
})

for (const [kind, port] of kinds) {
  const pod = pods.findLast((row) => row.kind === kind && row.ready.ready === row.ready.total)
  if (pod === undefined) throw new Error(`the demo mesh has no ready ${kind}`)
  for (const colorScheme of schemes) {
    for (const locale of languages) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 720 },
        colorScheme,
        locale,
      })
      const page = await context.newPage()
      const target = `/clusters/${encodeURIComponent(cluster)}/pods/${pod.namespace}/${pod.name}?port=${port}${portolan.url.hash}`
      await page.goto(portolan.origin + target)
      await page.getByRole('figure').waitFor()
      // Settled: every expected port has been asked at least once.
      await page.locator('[data-observed="all"]').waitFor()
      await page.getByRole('complementary').getByRole('heading', { level: 3 }).first().waitFor()
      const file = path.join(root, 'docs/images', `${kind}-${colorScheme}-${locale}.png`)
      await page.screenshot({ path: file })
      console.log(path.relative(root, file))
      await context.close()
    }
  }
}
