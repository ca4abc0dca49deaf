import type { Read } from '@portolan/catalog/chart-inputs'
import { ClusterError } from './cluster-error.ts'

/**
 * Turns "could not read it" into a value, for what a view can do without.
 * Bugs still throw.
 */
export async function attempt<T>(reading: Promise<T>): Promise<Read<T>> {
  try {
    return { kind: 'read', value: await reading }
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error
    const reason = error.code === 'forbidden' || error.code === 'not-found' ? error.code : 'failed'
    return { kind: 'unread', reason, text: error.message }
  }
}
