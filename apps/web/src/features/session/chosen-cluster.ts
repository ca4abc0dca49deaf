import { useSyncExternalStore } from 'react'
import { currentCluster, useSession } from './session-context.ts'

/** The cluster in which new things open: the one of the document in front, or what was chosen since. */
class ChosenCluster {
  readonly #listeners = new Set<() => void>()
  #name: string | undefined

  readonly name = (): string | undefined => this.#name

  readonly choose = (name: string): void => {
    if (name === this.#name) return
    this.#name = name
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export const chosenCluster = new ChosenCluster()

/** Where nothing was chosen yet, or the choice is gone, the kubeconfig's current context. */
export function useChosenCluster(): string | undefined {
  const session = useSession()
  const chosen = useSyncExternalStore(chosenCluster.subscribe, chosenCluster.name)
  return session.clusters.some(({ name }) => name === chosen) ? chosen : currentCluster(session)
}
