import * as z from 'zod/mini'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { execsOf, letItBeRead, look, printed } from './looks.ts'
import { expect, startPortolan, test } from './workbench.ts'

const pod = 'shop/frontend'

const added = z.object({
  spec: z.object({ ephemeralContainers: z.optional(z.array(z.object({ name: z.string() }))) }),
})

test('nothing is executed until somebody asks to look inside; then the processes are a tree', async ({
  page,
  portolan,
  sandbox,
  complaints,
}) => {
  await letItBeRead(sandbox, pod)
  const chart = new ChartPage(page, portolan)
  await chart.visit(pod, '?view=processes')
  await expect(page.getByRole('heading', { name: 'Nobody has looked inside this pod' })).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  expect(execsOf(sandbox)).toBe(0)
  await look(page)
  expect(execsOf(sandbox)).toBe(2)
  const proxy = page.getByRole('table', { name: 'Processes of istio-proxy' })
  await expect(proxy.getByRole('row', { name: /^pilot-agent/ })).toBeVisible()
  await proxy
    .getByRole('row', { name: /^envoy started by 1/ })
    .getByRole('button')
    .click()
  const detail = page.getByRole('complementary', { name: /^Process envoy/ })
  await expect(detail).toContainText('Envoy’s bootstrap configuration')
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('the sockets say who holds them and who is at the other end, and can be narrowed', async ({
  page,
  portolan,
  sandbox,
}) => {
  await letItBeRead(sandbox, pod)
  const chart = new ChartPage(page, portolan)
  await chart.visit(pod, '?view=sockets')
  await look(page)
  const table = page.getByRole('table', { name: /sockets of the pod/ })
  await expect(table.getByRole('row', { name: /LISTEN.*0\.0\.0\.0:15006.*envoy/ })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter sockets' }).fill('15021')
  await expect(table.getByRole('row', { name: /15006/ })).toHaveCount(0)
  await table
    .getByRole('button', { name: /^LISTEN/ })
    .first()
    .click()
  await expect(page.getByRole('complementary', { name: 'The chosen socket' })).toContainText(
    'LISTEN: waits for connections',
  )
  expect(await axeViolations(page)).toEqual([])
})

test('whether a connection would be captured is answered with the rules that decide', async ({
  page,
  portolan,
  sandbox,
}) => {
  const chart = new ChartPage(page, portolan)
  await chart.visit(pod, '?view=redirection')
  await page.getByRole('button', { name: 'Somebody calls the application' }).click()
  await expect(page.getByText('Captured', { exact: true })).toBeVisible()
  await expect(page.getByText(/lands at Envoy’s inbound listener, .*:15006/)).toBeVisible()
  await page.getByRole('button', { name: 'A health check arrives' }).click()
  await expect(page.getByText('Not captured', { exact: true })).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  expect(execsOf(sandbox)).toBe(0)
})

test('an image without a shell says so, and the other container is read nevertheless', async ({
  page,
  portolan,
  sandbox,
}) => {
  await letItBeRead(sandbox, pod)
  sandbox.pod(pod).say('app', { kind: 'no-such-program' })
  const chart = new ChartPage(page, portolan)
  await chart.visit(pod, '?view=processes')
  await look(page)
  await expect(page.getByText('Its image has no shell')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Processes of istio-proxy' })).toBeVisible()
})

test('who may not execute, and who started with --no-exec, is told before anything is tried', async ({
  page,
  sandbox,
}) => {
  await using viewer = await startPortolan(sandbox, 'viewer')
  await new ChartPage(page, viewer.command).visit(pod, '?view=processes')
  await expect(page.getByRole('heading', { name: 'You may not execute anything in this pod' })).toBeVisible()
  await using without = await startPortolan(sandbox, 'admin', ['--no-exec'])
  await new ChartPage(page, without.command).visit(pod, '?view=sockets')
  await expect(page.getByRole('heading', { name: 'Looking inside is switched off' })).toBeVisible()
  expect(execsOf(sandbox)).toBe(0)
})

test('a container without a shell is read from a debug container, once that is asked for and confirmed', async ({
  page,
  portolan,
  sandbox,
}) => {
  await letItBeRead(sandbox, pod)
  sandbox.pod(pod).say('app', { kind: 'no-such-program' })
  const chart = new ChartPage(page, portolan)
  await chart.visit(pod, '?view=processes')
  await look(page)
  await page.getByRole('button', { name: 'Read it from a debug container…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Debug container for app' })
  const add = dialog.getByRole('button', { name: 'Put it in and look' })
  await expect(add).toBeDisabled()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('checkbox', { name: /^It stays in the pod/ }).check()
  const image = dialog.getByRole('textbox', { name: 'Image with a shell' })
  const onNode = await image.inputValue()
  await image.fill('nowhere/shell:1')
  await add.click()
  await expect(dialog.getByRole('alert')).toContainText('ErrImagePull', { timeout: 20_000 })
  await image.fill(onNode)
  await add.click()
  await expect(dialog).toBeHidden()
  expect(sandbox.seen().filter(({ method }) => method === 'PATCH')).toHaveLength(2)
  const { ephemeralContainers = [] } = z.parse(added, sandbox.pod(pod).object).spec
  const stdout = await printed('app')
  sandbox.pod(pod).say(ephemeralContainers.at(-1)?.name ?? '', { kind: 'prints', stdout })
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByRole('region', { name: /^app/ })).toContainText('read by a debug container')
})
