/** Something to tell that is not on the screen already. All text is translated by who tells it. */
export type Notice = {
  readonly kind: 'info' | 'success' | 'warning' | 'failure'
  readonly title: string
  readonly text?: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** A notice that was told. `at` is milliseconds of the epoch. */
export type Notification = Notice & {
  readonly id: number
  readonly at: number
  readonly read: boolean
  /** It still stands on the screen. */
  readonly shown: boolean
}

/** Kept to be read again; the oldest ones go first. */
const mostKept = 100

/** What was told, newest first. */
class NotificationBook {
  readonly #listeners = new Set<() => void>()
  #list: readonly Notification[] = []
  #lastId = 0

  readonly list = (): readonly Notification[] => this.#list

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  add(notice: Notice): number {
    const id = ++this.#lastId
    const one = { ...notice, id, at: Date.now(), read: false, shown: true }
    this.#set([one, ...this.#list].slice(0, mostKept))
    return id
  }

  /** Takes it off the screen; it stays in the list. */
  hide(id: number): void {
    this.#change(id, { shown: false })
  }

  markRead(id: number): void {
    this.#change(id, { read: true, shown: false })
  }

  markAllRead(): void {
    this.#set(this.#list.map((one) => ({ ...one, read: true, shown: false })))
  }

  clear(): void {
    this.#set([])
  }

  #change(id: number, change: Partial<Notification>): void {
    this.#set(this.#list.map((one) => (one.id === id ? { ...one, ...change } : one)))
  }

  #set(list: readonly Notification[]): void {
    this.#list = list
    for (const listener of this.#listeners) listener()
  }
}

export const notifications = new NotificationBook()

/**
 * Tells something in a corner of the screen, without taking the focus, and
 * keeps it in the panel. Failures and warnings stay until they are put away.
 */
export function notify(notice: Notice): void {
  notifications.add(notice)
}
