import type { Read } from '@portolan/catalog/chart-inputs'
import { ClusterError } from './cluster-error.ts'

/** What nobody asked for, because the answer changes nothing there. */
export const notRead: Read<never> = { kind: 'unread', reason: 'failed', text: 'Not read.' }

/**
 * Turns "could not read it" into a value, for what a view can do without.
 * Bugs still throw.
 */
export async function attempt<T>(reading: Promise<T>): Promise<Read<T>> {
  try {
    return { kind: 'read', value: await reading }
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error
    return { kind: 'unread', reason: reasonOf(error), text: error.message }
  }
}

function reasonOf({ code }: ClusterError): 'forbidden' | 'not-found' | 'failed' {
  if (code === 'not-recorded') return 'not-found'
  return code === 'forbidden' || code === 'not-found' ? code : 'failed'
}
