/** A kubeconfig that cannot be used. The message says what is wrong and what to do; it holds no secret. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError'
}
