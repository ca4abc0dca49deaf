import { setImmediate as nextTurn } from 'node:timers/promises'
import { KubeConfig } from '@kubernetes/client-node'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { startSandbox, type Sandbox, type SandboxOptions } from '@portolan/sandbox/start-sandbox'
import { ApiServerAccess } from '../api-server-access.ts'
import type { ExchangeObserver } from '../exchange-observer.ts'
import { TunnelAgent, type TunnelLimits } from '../tunnel-agent.ts'
import { tunnelRequest, type TunnelRequest, type TunnelResponse } from '../tunnel-request.ts'
import type { TunnelTarget } from '../tunnel-target.ts'

export const podUnderTest = 'shop/native-sidecar-abcde'

/** A running sandbox with one identity's way into it. */
export type MeshUnderTest = AsyncDisposable & {
  readonly sandbox: Sandbox
  readonly access: ApiServerAccess
  readonly agent: TunnelAgent
  target(port: number, ref?: `${string}/${string}`): TunnelTarget
  get(port: number, path: string, options?: Partial<TunnelRequest>): Promise<TunnelResponse>
}

export type MeshUnderTestOptions = {
  readonly user?: string
  readonly limits?: Partial<TunnelLimits>
  readonly sandbox?: Partial<SandboxOptions>
  readonly observer?: ExchangeObserver
}

export async function meshUnderTest(options: MeshUnderTestOptions = {}): Promise<MeshUnderTest> {
  const sandbox = await startSandbox({ mesh: meshOfKinds(), lingerMilliseconds: 20, ...options.sandbox })
  const { observer } = options
  const access = new ApiServerAccess(
    kubeConfigFrom(sandbox.kubeconfig(options.user)),
    observer && { observer },
  )
  const agent = new TunnelAgent(access, options.limits)
  const target = (port: number, ref: `${string}/${string}` = podUnderTest): TunnelTarget => {
    const { name, namespace = '', uid } = sandbox.pod(ref).object.metadata
    return { namespace, pod: name, uid, port }
  }
  return {
    sandbox,
    access,
    agent,
    target,
    get: (port, path, request) =>
      tunnelRequest(agent, target(port), {
        method: 'GET',
        path,
        signal: never,
        deadlineMs: 5_000,
        ...request,
      }),
    [Symbol.asyncDispose]: async () => {
      agent[Symbol.dispose]()
      access[Symbol.dispose]()
      await sandbox[Symbol.asyncDispose]()
    },
  }
}

export function kubeConfigFrom(text: string): KubeConfig {
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromString(text)
  return kubeConfig
}

/** A signal that nobody aborts. */
export const never: AbortSignal = new AbortController().signal

/** Lets the event loop turn until something holds; the test's own deadline is the limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn()
}

/** Lets the event loop turn until a number has stopped changing for many turns. */
export async function settled(read: () => number): Promise<number> {
  let last = read()
  for (let unchanged = 0; unchanged < 2_000; unchanged++) {
    await nextTurn()
    const now = read()
    if (now !== last) unchanged = 0
    last = now
  }
  return last
}
