import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { Sandbox } from '@portolan/sandbox/start-sandbox'
import { expect } from './workbench.ts'

/** What the reader printed in a container of a real pod. */
export function printed(container: string): Promise<Uint8Array> {
  return readFile(new URL(`../packages/inside/src/proc/fixtures/cart-${container}.bin`, import.meta.url))
}

/** Lets a pod's two containers print what they printed in a real pod. */
export async function letItBeRead(sandbox: Sandbox, pod: `${string}/${string}`): Promise<void> {
  for (const container of ['app', 'istio-proxy']) {
    sandbox.pod(pod).say(container, { kind: 'prints', stdout: await printed(container) })
  }
}

/** How many commands were executed in pods. */
export function execsOf(sandbox: Sandbox): number {
  return sandbox.seen().filter(({ url }) => url.includes('/exec?')).length
}

/** Orders a look where nobody has looked, and waits for what it found. */
export async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look inside' }).click()
  await expect(page.getByText(/^Looked inside/)).toBeVisible()
}
