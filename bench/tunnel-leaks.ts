import { getEventListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { KubeConfig } from '@kubernetes/client-node'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox, type Sandbox } from '@portolan/sandbox/start-sandbox'
import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { openTunnel } from '@portolan/tunnel/open-tunnel'
import { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import type { Benchmark } from './benchmark.ts'
import { mebibytes } from './figures.ts'
import { liveMemory } from './live-memory.ts'

const tunnelCount = 10_000
const batch = 50
const patience = 10_000

function kinds(): { readonly sockets: number; readonly timers: number } {
  const resources = process.getActiveResourcesInfo()
  const count = (kind: string) => resources.filter((one) => one === kind).length
  return { sockets: count('TCPSocketWrap'), timers: count('Timeout') }
}

const row = (what: string, was: number, is: number) => [
  what,
  String(was),
  String(is),
  is <= was ? 'yes' : 'NO',
]

/** Ten thousand tunnels, some asked, some refused, some ended: what is left of them. Both ends run in this process. */
export const tunnelLeaks: Benchmark = {
  name: 'tunnel-leaks',
  on: 'sandbox',
  async run() {
    await using sandbox = await startSandbox({ mesh: generateMesh(), lingerMilliseconds: 20 })
    const kubeConfig = new KubeConfig()
    kubeConfig.loadFromString(sandbox.kubeconfig())
    using access = new ApiServerAccess(kubeConfig)
    using agent = new TunnelAgent(access)
    const { signal } = new AbortController()
    const open = (number: number) => openOne(sandbox, access, agent, signal, number)
    await inBatches(500, open)
    await quiet(sandbox)
    const before = { ...kinds(), memory: liveMemory() }
    const started = performance.now()
    await inBatches(tunnelCount, open)
    const seconds = (performance.now() - started) / 1_000
    await quiet(sandbox)
    const after = { ...kinds(), memory: liveMemory() }
    return {
      title: `What ${tunnelCount} tunnels leave behind (sandbox, ${(tunnelCount / seconds).toFixed(0)} tunnels per second)`,
      columns: ['', 'before', 'after', 'none left'],
      rows: [
        row('sockets', before.sockets, after.sockets),
        row('timers', before.timers, after.timers),
        row('listeners on the signal they shared', 0, getEventListeners(signal, 'abort').length),
        row('tunnels open at the server', 0, sandbox.tunnels().open),
        row('tunnels known to the agent', 0, agent.stats().open),
        [
          'live memory',
          mebibytes(before.memory),
          mebibytes(after.memory),
          `${((after.memory - before.memory) / tunnelCount).toFixed(0)} bytes per tunnel`,
        ],
      ],
    }
  },
}

async function inBatches(total: number, work: (number: number) => Promise<void>): Promise<void> {
  for (let at = 0; at < total; at += batch)
    await Promise.all(Array.from({ length: batch }, (_, index) => work(at + index)))
}

async function openOne(
  sandbox: Sandbox,
  access: ApiServerAccess,
  agent: TunnelAgent,
  signal: AbortSignal,
  number: number,
) {
  const { name, namespace = '', uid } = sandbox.pod('shop/frontend').object.metadata
  const target = (port: number) => ({ namespace, pod: name, uid, port })
  if (number % 3 === 0) {
    const headers = { Connection: 'close' }
    const request = { method: 'GET', path: '/ready', headers, signal, deadlineMs: patience } as const
    await (await tunnelRequest(agent, target(15_000), request)).text()
    return
  }
  const tunnel = await openTunnel(access, target(number % 3 === 1 ? 15_020 : 9), { signal })
  const closed = new Promise((resolve) => tunnel.once('error', () => {}).once('close', resolve))
  tunnel.resume()
  if (number % 3 === 1) tunnel.end()
  await closed
}

/** Waits until the server has noticed the last end; gives up after a while, and the table shows it. */
async function quiet(sandbox: Sandbox): Promise<void> {
  const until = performance.now() + patience
  while (sandbox.tunnels().open > 0 && performance.now() < until) await delay(20)
  await delay(1_500)
}
