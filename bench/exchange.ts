import { request, type Agent, type IncomingMessage } from 'node:http'
import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { TunnelAgent, type TunnelLimits } from '@portolan/tunnel/tunnel-agent'
import type { ClusterUnderTest } from './benchmark.ts'
import type { KubectlForward } from './kubectl-forward.ts'

/** One way to the pod: the same client of Node, the same requests, another agent. */
export type Way = { readonly agent: Agent; readonly host: string; readonly port: number }

export type OpenTunnels = Disposable & {
  readonly way: Way
  readonly agent: TunnelAgent
  readonly access: ApiServerAccess
}

export function tunnels(
  { kubeConfig, target }: ClusterUnderTest,
  limits: Partial<TunnelLimits> = {},
): OpenTunnels {
  const access = new ApiServerAccess(kubeConfig)
  const agent = new TunnelAgent(access, limits)
  return {
    access,
    agent,
    way: { agent, host: TunnelAgent.hostFor(target), port: target.port },
    [Symbol.dispose]: () => {
      agent[Symbol.dispose]()
      access[Symbol.dispose]()
    },
  }
}

export function throughKubectl(forward: KubectlForward): Way {
  return { agent: forward.agent, host: '127.0.0.1', port: forward.port }
}

/** How long one exchange may take, in milliseconds. */
const patience = 120_000

/** Sends a GET and resolves with the head of a 200. */
export function ask(way: Way, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({ ...way, path, signal: AbortSignal.timeout(patience) }, (response) => {
      if (response.statusCode === 200) resolve(response)
      else reject(new Error(`${path} answered ${response.statusCode}`))
    })
    sent.on('error', reject)
    sent.end()
  })
}

export type Timing = { readonly firstByte: number; readonly total: number; readonly bytes: number }

/** One GET read to its end; times in milliseconds. */
export async function get(way: Way, path: string): Promise<Timing> {
  const started = performance.now()
  const response = await ask(way, path)
  let firstByte = Number.NaN
  let bytes = 0
  await new Promise<void>((resolve, reject) => {
    response.on('data', (chunk: Buffer) => {
      if (bytes === 0) firstByte = performance.now() - started
      bytes += chunk.length
    })
    response.once('end', resolve)
    response.once('error', reject)
  })
  return { firstByte, total: performance.now() - started, bytes }
}
