import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { createInterface } from 'node:readline'
import type { ClusterUnderTest } from './benchmark.ts'
import { cpuOf } from './figures.ts'

/** An established `kubectl port-forward`, and an agent that keeps connections to its local port. */
export type KubectlForward = AsyncDisposable & {
  readonly port: number
  readonly agent: Agent
  /** CPU time of kubectl so far, in milliseconds. */
  cpu(): number
}

/** @throws Error when kubectl is missing or does not forward. */
export async function kubectlForward(
  { file, target }: ClusterUnderTest,
  maxSockets = 1,
): Promise<KubectlForward> {
  const { namespace, pod, port } = target
  const args = [
    '--kubeconfig',
    file,
    '-n',
    namespace,
    'port-forward',
    `pod/${pod}`,
    `:${port}`,
    '--address',
    '127.0.0.1',
  ]
  const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const local = await localPort(child)
  const agent = new Agent({ keepAlive: true, maxSockets })
  return {
    port: local,
    agent,
    cpu: () => cpuOf(child.pid ?? 0),
    [Symbol.asyncDispose]: async () => {
      agent.destroy()
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}

async function localPort(child: ChildProcess): Promise<number> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(new Error(`kubectl could not be started: ${error.message}`)))
    child.once('exit', (code) => reject(new Error(`kubectl port-forward ended with ${code}: ${said}`)))
  })
  failed.catch(() => {})
  if (!child.stdout) throw new Error('kubectl has no output')
  const lines = createInterface({ input: child.stdout })
  const announced = new Promise<number>((resolve) => {
    lines.on('line', (line) => {
      const found = /^Forwarding from 127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (found !== undefined) resolve(Number(found))
    })
  })
  return Promise.race([announced, failed])
}
