import type { RedirectionView } from '@portolan/contract/redirection'
import { packetWays } from './packet-ways.ts'
import { proxyOwners, type Redirection } from './redirection.ts'

/** What crosses the wire of a redirection; `at` is when its rules were read. */
export function viewRedirection(redirection: Redirection, at?: Date): RedirectionView {
  const { uids, gids } = proxyOwners(redirection)
  return {
    from: redirection.from,
    maker: redirection.maker,
    mode: redirection.mode,
    ...(at === undefined ? {} : { at: at.toISOString() }),
    counted: redirection.rules.some(({ counted }) => counted),
    proxyUsers: [...uids],
    proxyGroups: [...gids],
    notes: [...redirection.notes],
    ways: packetWays(redirection),
  }
}
