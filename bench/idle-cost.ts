import { readFile } from 'node:fs/promises'
import type { Benchmark } from './benchmark.ts'
import { BigMesh, bigMesh, openDashboard } from './big-mesh.ts'
import { cpuOf, milliseconds } from './figures.ts'

const settleFor = 8_000
const watchFor = 60_000

/** Bytes that a process has read and written so far, sockets and files alike. Linux only. */
async function bytesOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/io`, 'utf8')
  const of = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  return of('rchar') + of('wchar')
}

/** What a dashboard costs that nobody touches, while the mesh stands still. */
export const idleCost: Benchmark = {
  name: 'idle-cost',
  on: 'sandbox',
  async run() {
    await using mesh = await BigMesh.start()
    await using portolan = await mesh.serve()
    const page = await mesh.page()
    await openDashboard(page, portolan)
    const browser = await mesh.browser.newBrowserCDPSession()
    const browserCpu = async () => {
      const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1_000
    }
    await page.waitForTimeout(settleFor)
    const look = async () => ({
      server: cpuOf(portolan.pid),
      browser: await browserCpu(),
      bytes: await bytesOf(portolan.pid),
      seen: mesh.sandbox.seen().length,
      tunnels: mesh.sandbox.tunnels().opened,
    })
    const before = await look()
    await page.waitForTimeout(watchFor)
    const after = await look()
    const per = (spent: number) => `${((spent / watchFor) * 100).toFixed(2)} %`
    const server = after.server - before.server
    const painted = after.browser - before.browser
    return {
      title: `A minute of nothing, ${bigMesh.pods} pods`,
      columns: ['', 'in a minute', 'of one core'],
      rows: [
        ['CPU of the server', milliseconds(server), per(server)],
        ['CPU of the browser, all its processes', milliseconds(painted), per(painted)],
        ['read and written by the server', `${((after.bytes - before.bytes) / 1024).toFixed(0)} KiB`, ''],
        ['requests to the API server', String(after.seen - before.seen), ''],
        ['tunnels opened', String(after.tunnels - before.tunnels), ''],
      ],
      notes: [
        'The explorer and the welcome document are on the screen; istiod is asked what the proxies acknowledged.',
      ],
    }
  },
}
