import type { HubMessage, TabMessage } from './live-messages.ts'
import { LiveSwitchboard } from './live-switchboard.ts'

/** How this tab talks to whoever holds the connection. */
export type LiveLink = { readonly send: (message: TabMessage) => void }

type Receive = (message: HubMessage) => void

/**
 * Links this tab to the shared worker; where a browser has none, to a connection of its own.
 * @param onBroken the worker could not be started: use {@link openOwnLink} instead
 */
export function openLiveLink(receive: Receive, onBroken: () => void): LiveLink {
  if (typeof SharedWorker === 'undefined') return openOwnLink(receive)
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: 'portolan-live',
  })
  worker.addEventListener('error', onBroken, { once: true })
  const { port } = worker
  port.addEventListener('message', ({ data }: MessageEvent<HubMessage>) => receive(data))
  port.start()
  return { send: (message) => port.postMessage(message) }
}

/** A connection for this tab alone. Good for a few tabs: each takes one of the browser's six connections. */
export function openOwnLink(receive: Receive): LiveLink {
  const switchboard = new LiveSwitchboard()
  const tab = { post: receive }
  return { send: (message) => switchboard.hear(tab, message) }
}

/**
 * Takes a Web Lock that is held until this tab ends, however it ends. There are
 * none on plain HTTP under another name than localhost.
 * @param onHeld told its name once it is ours: whoever waited for it before would get it first
 */
export function holdTabLock(onHeld: (name: string) => void): void {
  if (!isSecureContext) return
  const name = `portolan-tab-${crypto.randomUUID()}`
  void navigator.locks.request(name, () => {
    onHeld(name)
    return new Promise<never>(() => undefined)
  })
}
