import { browserShelf } from '../../storage/browser-shelves.ts'
import { tokenOfFragment } from './token-text.ts'

const storageKey = 'portolan.launch-token'

/**
 * The launch token of this browser for this origin: printed in the fragment of
 * the URL when Portolan starts, kept in the browser's storage, shared by all tabs.
 */
class LaunchToken {
  readonly #listeners = new Set<() => void>()
  #token = read()

  readonly current = (): string | undefined => this.#token

  /** Keeps a token; `undefined` forgets it. */
  set(token: string | undefined): void {
    try {
      if (token === undefined) browserShelf.removeItem(storageKey)
      else browserShelf.setItem(storageKey, token)
    } catch {
      // Storage is full: the token is good until this tab is loaded anew.
    }
    this.#notice(token)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes the token out of `#token=…`, so that it stays in no address bar, bookmark or shared link. */
  takeFromAddress(): void {
    const given = tokenOfFragment(location.hash)
    if (given === undefined) return
    history.replaceState(history.state, '', `${location.origin}${location.pathname}${location.search}`)
    this.set(given)
  }

  /** Follows what other tabs keep: the newest link that was opened is good for all of them. */
  followOtherTabs(): void {
    addEventListener('storage', (event) => {
      if (event.key === storageKey || event.key === null) this.#notice(read())
    })
  }

  #notice(token: string | undefined): void {
    if (token === this.#token) return
    this.#token = token
    for (const listener of this.#listeners) listener()
  }
}

export const launchToken = new LaunchToken()

function read(): string | undefined {
  return browserShelf.getItem(storageKey) ?? undefined
}
