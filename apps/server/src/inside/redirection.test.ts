import { insideRoutes } from '@portolan/contract/inside-routes'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { scriptedReader } from '../testing/scripted-reader.ts'

function pathOf(portolan: PortolanOnSandbox): string {
  return `${portolan.cluster}/pods/shop/${portolan.sandbox.pod('shop/frontend').object.metadata.name}/redirection`
}

test('the redirection is told without executing anything, and from what', async () => {
  const reader = scriptedReader({})
  await using portolan = await portolanOnSandbox({ reader })
  const { status, body } = await portolan.get(pathOf(portolan))
  expect(status).toBe(200)
  const view = z.parse(insideRoutes.redirection.answer, body)
  expect(['init-log', 'init-arguments', 'derived']).toContain(view.from)
  expect(view.ways.outbound.length).toBeGreaterThan(0)
  expect(reader.asked).toEqual([])
})

test('it is there with --no-exec too', async () => {
  await using portolan = await portolanOnSandbox({ exec: false })
  expect(await portolan.get(pathOf(portolan))).toMatchObject({
    status: 200,
    body: { maker: expect.any(String) },
  })
})

test.each([
  ['the application’s call out', { sourceUid: 1_000, sourceGid: 1_000 }, true],
  ['Envoy’s own call', { sourceUid: 1_337, sourceGid: 1_337 }, false],
])('%s is judged by the rules', async (_whose, owner, captured) => {
  await using portolan = await portolanOnSandbox()
  const { status, body } = await portolan.post(`${pathOf(portolan)}/landing`, {
    direction: 'outbound',
    protocol: 'tcp',
    destination: '203.0.113.7',
    port: 443,
    ...owner,
  })
  expect(status).toBe(200)
  expect(z.parse(insideRoutes.landing.answer, body)).toMatchObject({ captured })
})

test('an end of a connection that is no address is refused', async () => {
  await using portolan = await portolanOnSandbox()
  const question = { direction: 'outbound', protocol: 'tcp', destination: 'example.org', port: 443 }
  expect(await portolan.post(`${pathOf(portolan)}/landing`, question)).toMatchObject({
    status: 400,
    body: { code: 'bad-request' },
  })
})
