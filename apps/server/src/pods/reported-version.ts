import { versionIn } from '@portolan/catalog/istio-version'
import type { Chart } from '@portolan/contract/chart'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import * as z from 'zod/mini'
import { ShortCache } from '../cluster/short-cache.ts'
import { askComponent } from './ask-component.ts'

/** A pod keeps its version as long as it lives; the cache is bounded all the same. Milliseconds. */
const keepMs = 600_000
/** `/server_info` carries the node's whole metadata, labels and environment included. */
const maxBytes = 1024 * 1024

/**
 * The Istio versions that pods of one cluster tell themselves, for images whose
 * tag tells none. Each pod is asked once; one that did not answer is asked
 * again with the next question, a second later at the earliest.
 */
export class ReportedVersions {
  readonly #agent: TunnelAgent
  readonly #signal: AbortSignal
  readonly #told = new ShortCache<string | undefined>(keepMs)

  /** @param signal ends the questions under way */
  constructor(agent: TunnelAgent, signal: AbortSignal) {
    this.#agent = agent
    this.#signal = signal
  }

  /** `undefined` when the image tells it, when the pod does not, or when nobody answers. */
  async of(chart: Chart): Promise<string | undefined> {
    if (chart.istioVersion !== undefined) return undefined
    try {
      return await this.#told.get(chart.pod.uid, () => this.#ask(chart))
    } catch (error) {
      if (error instanceof Untold) return undefined
      throw error
    }
  }

  async #ask(chart: Chart): Promise<string | undefined> {
    const signal = this.#signal
    const told =
      chart.kind === 'istiod'
        ? await askComponent(this.#agent, chart, {
            port: 'istiod-monitoring',
            path: '/version',
            maxBytes,
            signal,
          })
        : await askComponent(this.#agent, chart, {
            port: 'envoy-admin',
            path: '/server_info',
            maxBytes,
            signal,
          })
    if (told?.kind !== 'read') throw new Untold()
    return chart.kind === 'istiod' ? versionIn(told.value.trim()) : versionOfServerInfo(told.value)
  }
}

/** Nobody answered. Thrown so that the cache forgets it soon. */
class Untold extends Error {
  override readonly name = 'Untold'
}

const serverInfo = z.object({ node: z.object({ metadata: z.object({ ISTIO_VERSION: z.string() }) }) })

/**
 * Reads the Istio version out of Envoy's `/server_info`: pilot-agent writes it
 * into the node's metadata. Envoy's own version is another one.
 * @returns `undefined` for any other text
 * @see istio: pkg/model/proxy.go (BootstrapNodeMetadata)
 */
export function versionOfServerInfo(text: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = z.safeParse(serverInfo, value)
  return parsed.success ? versionIn(parsed.data.node.metadata.ISTIO_VERSION) : undefined
}
