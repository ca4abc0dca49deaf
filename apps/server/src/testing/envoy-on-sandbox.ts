import type { RequestListener, ServerResponse } from 'node:http'
import { KubeConfig } from '@kubernetes/client-node'
import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import type { PortolanOnSandbox } from './portolan-on-sandbox.ts'

/** An Envoy that answers nothing until it is told to, and what it was asked so far. */
export type HeldEnvoy = {
  readonly asked: readonly { readonly url: string; readonly response: ServerResponse }[]
  /** Resolves once so many requests have arrived. */
  arrived(count: number): Promise<void>
}

/** Puts an Envoy in the place of a pod's own that leaves each answer to the test. */
export function holdEnvoy(
  portolan: PortolanOnSandbox,
  pod: `${string}/${string}` = 'shop/frontend',
): HeldEnvoy {
  const asked: { readonly url: string; readonly response: ServerResponse }[] = []
  const waiting = new Set<() => void>()
  replaceEnvoy(portolan, pod, (request, response) => {
    asked.push({ url: request.url ?? '', response })
    for (const look of waiting) look()
  })
  return {
    asked,
    arrived: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (asked.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}

/** Lets something else answer on a pod's admin port. */
export function replaceEnvoy(
  { sandbox }: PortolanOnSandbox,
  pod: `${string}/${string}`,
  handler: RequestListener,
): void {
  sandbox.pod(pod).open(15_000, { container: 'istio-proxy', kind: 'http', handler })
}

/** The path of a pod's Envoy below `/api`. */
export function envoyPath(portolan: PortolanOnSandbox, pod: `${string}/${string}` = 'shop/frontend'): string {
  const { namespace = '', name } = portolan.sandbox.pod(pod).object.metadata
  return `${portolan.cluster}/pods/${namespace}/${name}/envoy`
}

/** Asks as a browser does; the answer may be no JSON. */
export function fetchFrom(
  { origin, token }: PortolanOnSandbox,
  path: string,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${origin}${path}`, {
    headers: { 'x-portolan-token': token },
    ...(signal === undefined ? {} : { signal }),
  })
}

/** A POST to a pod's Envoy past Portolan, as somebody else would send it. @returns the answer */
export async function postAside(
  { sandbox }: PortolanOnSandbox,
  pod: `${string}/${string}`,
  path: string,
): Promise<string> {
  const config = new KubeConfig()
  config.loadFromString(sandbox.kubeconfig('admin'))
  using access = new ApiServerAccess(config)
  using agent = new TunnelAgent(access)
  const { namespace = '', name, uid } = sandbox.pod(pod).object.metadata
  const target = { namespace, pod: name, uid, port: 15_000 }
  const { signal } = new AbortController()
  const answer = await tunnelRequest(agent, target, { method: 'POST', path, signal, deadlineMs: 5_000 })
  return answer.text()
}
