import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { recordingFile } from '@portolan/sandbox/testing/recording-file'
import { RunningPortolan } from '../scripts/running-portolan.ts'
import { axeViolations } from './axe.ts'
import { ChartPage } from './chart-page.ts'
import { expect, test as base } from './workbench.ts'

const recorded = 'lab (recorded 2026-11-23 04:10)'

const test = base.extend<{ recording: Buffer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the first argument's pattern
  recording: async ({}, use) => {
    await use(await recordingFile())
  },
})

/** Drags a file over the window, and lets it go where `drop` says. */
async function drag(page: Page, name: string, bytes: Buffer, drop: boolean): Promise<void> {
  // As text: these files are typed for Node, and the drag's data is made in the page.
  const content = JSON.stringify(bytes.toString('base64'))
  const transfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob(${content}), (character) => character.charCodeAt(0))
    const held = new DataTransfer()
    held.items.add(new File([bytes], ${JSON.stringify(name)}))
    return held
  })()`)
  const target = page.getByRole('main')
  await target.dispatchEvent('dragenter', { dataTransfer: transfer })
  await target.dispatchEvent('dragover', { dataTransfer: transfer })
  if (drop) await target.dispatchEvent('drop', { dataTransfer: transfer })
}

/** The recording's row in the explorer. */
function rowOf(page: Page) {
  return page.getByRole('treeitem', { name: `cluster ${recorded}` })
}

test('a recording that is dropped stands beside the live cluster, and its charts open', async ({
  dashboard: page,
  portolan,
  recording,
  complaints,
}) => {
  await drag(page, 'lab.tar.gz', recording, false)
  await expect(page.getByText('Drop it to open it')).toBeVisible()
  await drag(page, 'lab.tar.gz', recording, true)
  await expect(page.getByText('Drop it to open it')).toBeHidden()
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(`${recorded} is open`)
  await expect(rowOf(page)).toBeVisible()
  // The last one: recordings stand below the contexts.
  await page
    .getByRole('treeitem', { name: /^pod frontend-/ })
    .last()
    .click()
  const chart = new ChartPage(page, portolan)
  await expect(chart.figure).toBeVisible()
  await chart.expectState(15_021, 'open')
  await chart.expectState(15_090, 'closed')
  expect(new URL(page.url()).pathname).toContain(encodeURIComponent(recorded))
  expect(complaints).toEqual([])
})

test('a broken one is refused in words that can be read again, and nothing else is lost', async ({
  page,
  portolan,
  recording,
}) => {
  const chart = new ChartPage(page, portolan)
  await chart.open('shop/frontend')
  const address = page.url()
  await drag(page, 'half.tar.gz', recording.subarray(0, recording.length / 2), true)
  const notices = page.getByRole('region', { name: 'Notifications' })
  await expect(notices).toContainText('half.tar.gz: The recording is cut off')
  await drag(page, 'notes.txt', Buffer.from('not a recording at all'), true)
  await expect(notices).toContainText('notes.txt: This file is not a recording')
  await expect(chart.figure).toBeVisible()
  expect(page.url()).toBe(address)
  await chart.expectState(15_021, 'open')
  expect((await portolan.call('session', {})).clusters).toHaveLength(1)
})

test('the command opens a file without a mouse, and closes it again', async ({
  dashboard: page,
  recording,
  portolan,
}) => {
  // Listening begins before the press: the browser is told of it without waiting for an answer.
  const chooser = page.waitForEvent('filechooser')
  await expect(page.getByRole('tree')).toBeVisible()
  await page.keyboard.press('Control+o')
  await (await chooser).setFiles({ name: 'lab.tar.gz', mimeType: 'application/gzip', buffer: recording })
  await expect(rowOf(page)).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('Close lab')
  await expect(page.getByRole('option', { name: `Close ${recorded}` })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(rowOf(page)).toBeHidden()
  expect((await portolan.call('session', {})).clusters).toHaveLength(1)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the hint and a file on its way break no rule of accessibility, ${scheme}`, async ({
    dashboard: page,
    recording,
  }) => {
    await page.emulateMedia({ colorScheme: scheme })
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    await page.route('**/api/recordings', async (route) => {
      await held
      await route.continue()
    })
    await drag(page, 'lab.tar.gz', recording, true)
    await expect(page.getByRole('region', { name: 'Files being opened' })).toBeVisible()
    await drag(page, 'other.tar.gz', recording, false)
    await expect(page.getByText('Drop it to open it')).toBeVisible()
    const parts = ['[role="status"]', 'section[aria-label="Files being opened"]']
    expect(await axeViolations(page, ...parts)).toEqual([])
    letGo()
    await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(`${recorded} is open`)
  })
}

test('a file that is on its way can be cancelled', async ({ dashboard: page, recording, portolan }) => {
  await page.route('**/api/recordings', () => undefined)
  await drag(page, 'lab.tar.gz', recording, true)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: 'Files being opened' })).toBeHidden()
  expect((await portolan.call('session', {})).clusters).toHaveLength(1)
})

test('portolan open shows a recording and nothing else, and says from when it is', async ({
  page,
  recording,
}) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-e2e-'))
  const file = path.join(folder, 'lab.tar.gz')
  await writeFile(file, recording)
  try {
    await using portolan = await RunningPortolan.start(['open', file])
    await page.goto(portolan.url.href)
    await expect(rowOf(page)).toBeVisible()
    const chart = new ChartPage(page, portolan)
    await chart.open('shop/frontend')
    await chart.expectState(15_021, 'open')
  } finally {
    await rm(folder, { recursive: true })
  }
})
