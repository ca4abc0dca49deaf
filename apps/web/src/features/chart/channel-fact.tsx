import type { InsideSocket } from '@portolan/contract/inside'
import type { Channel, ChartLook } from '@portolan/inside/chart/chart-with-look'
import { formatList } from '../../i18n/format-time.ts'
import { formatDuration } from '../panel/quantities.ts'
import { useNow } from './use-now.ts'
import type { Words } from './use-words.ts'

type ChannelFactProps = {
  readonly channel: Channel | undefined
  /** The look that it was seen in; `undefined` while nobody looked. */
  readonly look: ChartLook | undefined
  readonly words: Words
}

/** So many peers are named. */
const mostPeers = 4

/** A row of a list of facts: the connections that were open when somebody looked inside, how old, and with whom. */
export function ChannelFact({ channel, look, words }: ChannelFactProps) {
  const { t, language } = words
  const now = useNow()
  if (look === undefined) return null
  const peers = [...new Set(channel?.sockets.flatMap((socket) => peerOf(socket, words) ?? []))]
  const named = formatList(peers.slice(0, mostPeers), language)
  const age = channel === undefined ? 0 : now - Date.parse(channel.since)
  return (
    <>
      <dt>{t('chart:detail.connections')}</dt>
      <dd>
        {channel === undefined
          ? t('chart:look.none')
          : t('chart:look.connections', { count: channel.sockets.length })}
        {`, ${words.age(look.at, now)}`}
        {age >= 1_000 && channel !== undefined && (
          <>
            {'; '}
            {t('chart:look.longest', { duration: formatDuration(age, language) })}
          </>
        )}
        {peers.length > 0 && (
          <>
            <br />
            {t('chart:look.with', {
              peers:
                peers.length > mostPeers
                  ? t('chart:look.more', { peers: named, count: peers.length - mostPeers })
                  : named,
            })}
          </>
        )}
      </dd>
    </>
  )
}

function peerOf({ peer, remote, path }: InsideSocket, { t }: Words): string | undefined {
  switch (peer?.kind) {
    case undefined:
      return path ?? remote?.address
    case 'pod':
    case 'service':
      return `${peer.namespace}/${peer.name}`
    case 'node':
      return peer.name
    case 'self':
      return t('chart:look.self')
    case 'outside':
      return remote === undefined ? t('chart:look.outside') : `${remote.address} (${t('chart:look.outside')})`
    default:
      return peer satisfies never
  }
}
