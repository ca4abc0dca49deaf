import type { Read } from '@portolan/catalog/chart-inputs'
import { ShortCache } from './short-cache.ts'

/**
 * Readings of the cluster, shared for a short time. While the API server is
 * away the last good one stands in: an outage must not turn what is known of a
 * pod into "unknown". A refusal is an answer, and replaces it.
 */
export class ReadCache<T> {
  readonly #recent: ShortCache<Read<T>>
  readonly #good = new Map<string, Read<T>>()

  constructor(keepMs: number) {
    this.#recent = new ShortCache(keepMs)
  }

  async get(key: string, read: () => Promise<Read<T>>): Promise<Read<T>> {
    const latest = await this.#recent.get(key, read)
    if (latest.kind === 'unread' && latest.reason === 'failed') return this.#good.get(key) ?? latest
    if (latest.kind === 'read') this.#good.set(key, latest)
    else this.#good.delete(key)
    return latest
  }
}
