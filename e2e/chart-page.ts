import { expect, type Locator, type Page } from '@playwright/test'
import type { RunningPortolan } from '../scripts/running-portolan.ts'

/** One pod's document, in the words of somebody who looks at it. */
export class ChartPage {
  readonly page: Page
  readonly #portolan: RunningPortolan

  constructor(page: Page, portolan: RunningPortolan) {
    this.page = page
    this.#portolan = portolan
  }

  /** The address of a pod's document, without the token. `ref` is NAMESPACE/NAME, or NAMESPACE/ and the begin of a name. */
  async address(ref: string, search = ''): Promise<string> {
    const { clusters } = await this.#portolan.call('session', {})
    const cluster = clusters[0]?.name ?? ''
    const { pods } = await this.#portolan.call('pods', { cluster })
    const pod = pods.find(({ namespace, name }) => `${namespace}/${name}`.startsWith(ref))
    if (pod === undefined) throw new Error(`no pod ${ref} in ${cluster}`)
    return `${this.#portolan.origin}/clusters/${encodeURIComponent(cluster)}/pods/${pod.namespace}/${pod.name}${search}`
  }

  /** Opens a pod's document, whichever view the address names. */
  async visit(ref: string, search = ''): Promise<void> {
    await this.page.goto((await this.address(ref, search)) + this.#portolan.url.hash)
  }

  async open(ref: string, search = ''): Promise<void> {
    await this.visit(ref, search)
    await expect(this.figure).toBeVisible()
  }

  get figure(): Locator {
    return this.page.getByRole('figure')
  }

  get detail(): Locator {
    return this.page.getByRole('complementary', { name: 'Chosen port' })
  }

  /** The berth of a port, by its number. */
  port(number: number): Locator {
    return this.figure.getByRole('button', { name: new RegExp(`^${number}(?! to )[ ,]`) })
  }

  /** Waits until the berth says a state, in English. */
  async expectState(number: number, state: string): Promise<void> {
    await expect(this.port(number)).toHaveAccessibleName(new RegExp(`, ${state}:`))
  }
}
