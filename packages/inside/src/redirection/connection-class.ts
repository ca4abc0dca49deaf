import type { Connection, ConnectionClass, LandingStep, RuleReason } from '@portolan/contract/redirection'
import { isLoopbackAddress, isSameAddress } from './ip-range.ts'
import { proxyOwners, type Redirection } from './redirection.ts'

const healthPorts: ReadonlySet<number> = new Set([15_020, 15_021, 15_090])

const exclusions: ReadonlySet<RuleReason> = new Set([
  'excluded-interface',
  'excluded-inbound-port',
  'excluded-outbound-port',
  'excluded-group',
  'group-not-included',
  'excluded-range',
])

/** What kind of traffic a connection is, for the mesh: who sends it decides before where it goes. */
export function classOfConnection(
  redirection: Redirection,
  connection: Connection,
  steps: readonly LandingStep[],
): ConnectionClass {
  const { direction, destination, port, protocol } = connection
  if (direction === 'inbound') {
    if (protocol === 'tcp' && healthPorts.has(port)) return 'health-port'
    return steps.some(({ reason }) => reason !== undefined && exclusions.has(reason)) ? 'excluded' : 'inbound'
  }
  if (isProxyOwn(redirection, connection)) return 'proxy-own'
  if (steps.some(({ reason }) => reason !== undefined && exclusions.has(reason))) return 'excluded'
  if (port === 53) return protocol === 'udp' ? 'dns-udp' : 'dns-tcp'
  if (isLoopbackAddress(destination)) return 'to-itself-by-loopback'
  const isOwn = redirection.addresses.some((address) => isSameAddress(address, destination))
  return isOwn ? 'to-itself-by-own-address' : 'outbound'
}

function isProxyOwn(redirection: Redirection, { sourceUid, sourceGid, mark, source }: Connection): boolean {
  if (redirection.mode === 'AMBIENT') return ((mark ?? 0) & 0xfff) === 0x539
  const { uids, gids } = proxyOwners(redirection)
  return (
    (sourceUid !== undefined && uids.includes(sourceUid)) ||
    (sourceGid !== undefined && gids.includes(sourceGid)) ||
    source === '127.0.0.6' ||
    source === '::6'
  )
}
