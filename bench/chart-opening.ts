import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { KubeConfig } from '@kubernetes/client-node'
import { demoMesh } from '@portolan/sandbox/demo-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { RunningPortolan } from '../scripts/running-portolan.ts'
import type { Benchmark } from './benchmark.ts'
import { median, milliseconds, ratio } from './figures.ts'

const rounds = 7
const patience = 20_000

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** From a click on a pod to its chart, and to a state with evidence for every port. */
export const chartOpening: Benchmark = {
  name: 'chart-opening',
  on: 'sandbox',
  async run() {
    await using sandbox = await startSandbox({ mesh: await demoMesh() })
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-'))
    const file = path.join(folder, 'kubeconfig')
    await writeFile(file, sandbox.kubeconfig())
    const kubeConfig = new KubeConfig()
    kubeConfig.loadFromFile(file)
    using access = new ApiServerAccess(kubeConfig)
    const { name, namespace = '' } = sandbox.pod('shop/frontend').object.metadata
    const cluster = kubeConfig.getCurrentContext()
    const params = { cluster, namespace, pod: name }
    const bare: number[] = []
    const first: number[] = []
    const again: number[] = []
    const observed: number[] = []
    try {
      for (let round = 0; round < rounds; round += 1) {
        await using portolan = await RunningPortolan.start(['--kubeconfig', file])
        const list = { path: '/api/v1/pods', signal: AbortSignal.timeout(patience), deadlineMs: patience }
        bare.push(await timed(() => access.restRequest(list)))
        first.push(await timed(() => portolan.call('pod', params)))
        again.push(await timed(() => portolan.call('pod', params)))
        observed.push(await timed(() => portolan.call('ports', params)))
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    const row = (what: string, samples: readonly number[]) => [
      what,
      milliseconds(median(samples)),
      ratio(median(samples), median(bare)),
    ]
    return {
      title: `Opening a chart (median of ${rounds})`,
      columns: ['', 'time', 'against a bare list of all pods'],
      rows: [
        row('list of all pods, straight from the API server', bare),
        row('the first chart of a process: list, namespace, services, mesh config, listeners', first),
        row('the same chart again', again),
        row('every port observed once, with evidence', observed),
      ],
      notes: ['15001 and 15006 close what they accept, and the runtime waits a second before it says so.'],
    }
  },
}
