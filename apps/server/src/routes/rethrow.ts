import { asAppError, ClusterError } from '../cluster/cluster-error.ts'

/** Lets a failure of the cluster through as a problem that the browser can read. */
export async function rethrow<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw error instanceof ClusterError ? asAppError(error) : error
  }
}
