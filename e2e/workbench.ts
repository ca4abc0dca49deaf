import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { startSandbox, type Sandbox } from '@portolan/sandbox/start-sandbox'
import { demoWithSamples } from '@portolan/sandbox/testing/demo-with-samples'
import { RunningPortolan } from '../scripts/running-portolan.ts'

type Fixtures = {
  /** A fake API server with the demo mesh behind it, for this test alone. */
  sandbox: Sandbox
  /** The `portolan` command on that API server, as the sandbox's admin. */
  portolan: RunningPortolan
  /** Console errors and Content-Security-Policy violations of every page of the test. */
  complaints: string[]
  /** The dashboard, opened through the printed URL. */
  dashboard: Page
}

/** The whole real path: Chromium -> Express -> tunnel -> sandbox. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the first argument's pattern
  sandbox: async ({}, use) => {
    await using sandbox = await startSandbox({ mesh: await demoWithSamples() })
    await use(sandbox)
  },
  portolan: async ({ sandbox }, use) => {
    await using portolan = await startPortolan(sandbox)
    await use(portolan.command)
  },
  complaints: async ({ context }, use) => {
    const complaints: string[] = []
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await use(complaints)
  },
  dashboard: async ({ page, portolan, complaints }, use) => {
    void complaints
    await page.goto(portolan.url.href)
    await use(page)
  },
})
export { expect } from '@playwright/test'

/** Starts the command on a sandbox as one of its users; the kubeconfig file lives as long as the command. */
export async function startPortolan(
  sandbox: Sandbox,
  user: string = 'admin',
  args: readonly string[] = [],
): Promise<AsyncDisposable & { readonly command: RunningPortolan }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-e2e-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  await writeFile(kubeconfig, sandbox.kubeconfig(user))
  const command = await RunningPortolan.start(['--kubeconfig', kubeconfig, ...args])
  return {
    command,
    async [Symbol.asyncDispose]() {
      await command[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
