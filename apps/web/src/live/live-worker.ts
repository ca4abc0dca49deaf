import type { TabMessage } from './live-messages.ts'
import { LiveSwitchboard } from './live-switchboard.ts'
import type { LiveTab } from './live-switchboard.ts'

// The shared worker: one for all tabs of this origin. It runs as long as one of them lives.

const switchboard = new LiveSwitchboard()

addEventListener('connect', (event) => {
  if (!(event instanceof MessageEvent)) return
  const port = event.ports[0]
  if (port === undefined) return
  const tab: LiveTab = { post: (message) => port.postMessage(message) }
  port.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    switchboard.hear(tab, data)
    if (data.kind === 'lock') {
      // A tab that crashed says no goodbye; its lock is free then.
      void navigator.locks.request(data.name, () => switchboard.hear(tab, { kind: 'bye' }))
    }
  })
  port.start()
})
