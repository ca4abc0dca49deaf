import type { ProxySync } from '@portolan/contract/sync'

/** Something that a person on call wants to know of. A proxy that just subscribed may have been sent nothing yet. */
export function isSyncTrouble(sync: ProxySync | undefined): boolean {
  switch (sync?.state) {
    case undefined:
    case 'synced':
    case 'not-sent':
      return false
    case 'stale':
    case 'rejected':
    case 'not-connected':
      return true
  }
}
