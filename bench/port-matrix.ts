import { matrixRoutes } from '@portolan/contract/matrix-routes'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningPortolan } from '../scripts/running-portolan.ts'
import type { Benchmark } from './benchmark.ts'
import { BigMesh, bigMesh } from './big-mesh.ts'
import { mebibytes, milliseconds, percentile } from './figures.ts'

const rounds = 10

/** Asks, and reads the whole answer. */
async function ask(portolan: RunningPortolan, path: string): Promise<{ took: number; bytes: number }> {
  const began = performance.now()
  const response = await fetch(`${portolan.origin}${path}`, {
    headers: { 'x-portolan-token': portolan.token },
  })
  const { byteLength: bytes } = await response.arrayBuffer()
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}`)
  return { took: performance.now() - began, bytes }
}

/** The matrix of a big mesh, and how long other requests wait meanwhile. */
export const portMatrix: Benchmark = {
  name: 'port-matrix',
  on: 'sandbox',
  async run() {
    await using mesh = await BigMesh.start()
    await using portolan = await mesh.serve()
    const session = await portolan.call('session', {})
    const [cluster = ''] = session.clusters.map(({ name }) => name)
    const path = matrixRoutes.portMatrix.path.replace('{cluster}', encodeURIComponent(cluster))
    const first = await ask(portolan, path)
    const tookAll: number[] = []
    const waited: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const asking = new AbortController()
      const answer = ask(portolan, path).finally(() => asking.abort())
      while (!asking.signal.aborted) {
        const { took } = await ask(portolan, '/api/session')
        waited.push(took)
        await pause(5)
      }
      tookAll.push((await answer).took)
    }
    return {
      title: `Port matrix of ${bigMesh.pods} pods (${rounds} rounds)`,
      columns: ['', 'p50', 'p95', 'worst'],
      rows: [
        row('the whole answer', tookAll),
        row('another request meanwhile', waited),
        row('the first answer, with the list of pods', [first.took]),
      ],
      notes: [`Length of the answer: ${mebibytes(first.bytes)}.`],
    }
  },
}

function row(what: string, values: readonly number[]): readonly string[] {
  return [
    what,
    milliseconds(percentile(values, 0.5)),
    milliseconds(percentile(values, 0.95)),
    milliseconds(Math.max(...values)),
  ]
}
