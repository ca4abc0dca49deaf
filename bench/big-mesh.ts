import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox, type Sandbox } from '@portolan/sandbox/start-sandbox'
import { chromium, type Browser, type Page } from 'playwright'
import { findChromium } from '../scripts/find-chromium.ts'
import { RunningPortolan } from '../scripts/running-portolan.ts'

/** The size that the budgets of the explorer are written for. */
export const bigMesh = { pods: 5_000, services: 1_000, namespaces: 20 } as const

/** The command on a big generated mesh, and a real browser to look at it with. */
export class BigMesh implements AsyncDisposable {
  readonly sandbox: Sandbox
  readonly browser: Browser
  readonly #folder: string
  readonly #kubeconfig: string

  private constructor(sandbox: Sandbox, browser: Browser, folder: string) {
    this.sandbox = sandbox
    this.browser = browser
    this.#folder = folder
    this.#kubeconfig = path.join(folder, 'kubeconfig')
  }

  static async start(): Promise<BigMesh> {
    const sandbox = await startSandbox({ mesh: generateMesh(bigMesh) })
    const found = await findChromium()
    if (found === undefined) throw new Error('there is no Chromium to measure with')
    const browser = await chromium.launch({ args: ['--no-sandbox'], executablePath: found.path })
    const mesh = new BigMesh(sandbox, browser, await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-')))
    await writeFile(mesh.#kubeconfig, sandbox.kubeconfig())
    return mesh
  }

  /** A fresh command, which has asked the cluster nothing yet. */
  serve(): Promise<RunningPortolan> {
    return RunningPortolan.start(['--kubeconfig', this.#kubeconfig])
  }

  /** A fresh browser profile at 1280x720, on nothing. */
  async page(): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-US' })
    return context.newPage()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close()
    await this.sandbox[Symbol.asyncDispose]()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Opens the dashboard, and waits until the explorer has counted its pods. */
export async function openDashboard(page: Page, portolan: RunningPortolan, query = ''): Promise<void> {
  await page.goto(`${portolan.origin}/${query}${portolan.url.hash}`)
  await page.locator('[role=treeitem]').nth(5).waitFor()
}
