import type { HubMessage, TabMessage } from './live-messages.ts'
import { LiveSwitchboard } from './live-switchboard.ts'

/** How this tab talks to whoever holds the connection. */
export type LiveLink = { readonly send: (message: TabMessage) => void }

/** Links this tab to the shared worker, or where a browser has none, to a connection of its own. */
export function openLiveLink(receive: (message: HubMessage) => void): LiveLink {
  if (typeof SharedWorker === 'undefined') {
    const switchboard = new LiveSwitchboard()
    const tab = { post: receive }
    return { send: (message) => switchboard.hear(tab, message) }
  }
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: 'portolan-live',
  })
  worker.port.addEventListener('message', ({ data }: MessageEvent<HubMessage>) => receive(data))
  worker.port.start()
  return { send: (message) => worker.port.postMessage(message) }
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
