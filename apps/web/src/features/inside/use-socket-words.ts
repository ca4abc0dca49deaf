import type { InsideSocket } from '@portolan/contract/inside'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { peerName } from './socket-export.ts'
import type { SocketWords } from './socket-rows.ts'

/** What a socket's line says in the reader's language; the same object until that changes. */
export function useSocketWords(): SocketWords {
  const { t } = useTranslation('inside')
  return useMemo(() => socketWords(t), [t])
}

function socketWords(t: TFunction<'inside'>): SocketWords {
  return {
    peer: (socket: InsideSocket) => {
      const { peer } = socket
      switch (peer?.kind) {
        case undefined:
          return ''
        case 'pod':
          return peerName(socket)
        case 'service':
          return t('peer.service', { name: peerName(socket) })
        case 'node':
          return t('peer.node', { name: peer.name })
        case 'self':
          return t('peer.self')
        case 'outside':
          return t('peer.outside')
        default:
          return peer satisfies never
      }
    },
    role: ({ role }: InsideSocket) => (role === undefined ? '' : t(`socketRole.${role}`)),
  }
}
