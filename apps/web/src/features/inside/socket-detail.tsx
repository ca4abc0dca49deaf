import type { InsideLook } from '@portolan/contract/inside'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DocumentLink } from '../../documents/document-link.tsx'
import { formatBytes } from '../panel/quantities.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import type { SocketRow } from './socket-rows.ts'
import styles from './sockets.module.css'

type SocketDetailProps = {
  readonly cluster: string
  readonly look: InsideLook
  readonly row: SocketRow
  readonly onClose: () => void
}

/** One socket: both ends, what waits in its queues, everybody who has it open. */
export function SocketDetail({ cluster, look, row, onClose }: SocketDetailProps) {
  const { t } = useTranslation('inside')
  const language = useLanguage()
  const { socket, cells, mark } = row
  const { peer, holders, port } = socket
  const isListening = socket.state === 'LISTEN'
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles.detail} tabIndex={0} aria-label={t('sockets.detail')}>
      <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
        <IconX size={15} aria-hidden="true" />
      </button>
      <h2>
        {socket.family} {cells.local === '' ? t('sockets.unnamed') : cells.local}
      </h2>
      {mark !== undefined && <p>{t(`sockets.markWords.${mark}`)}</p>}
      <dl>
        <dt>{t('sockets.column.state')}</dt>
        <dd>{t(`stateWords.${socket.state}`)}</dd>
        {cells.remote !== '' && (
          <>
            <dt>{t('sockets.column.remote')}</dt>
            <dd>{cells.remote}</dd>
          </>
        )}
        {peer !== undefined && (
          <>
            <dt>{t('sockets.column.peer')}</dt>
            <dd>
              {peer.kind === 'pod' ? (
                <DocumentLink
                  document={{
                    view: 'pod',
                    cluster,
                    pod: { namespace: peer.namespace, name: peer.name },
                    show: { view: 'sockets' },
                  }}
                >
                  {cells.peer}
                </DocumentLink>
              ) : (
                cells.peer
              )}
              {peer.kind === 'pod' && peer.component !== undefined && ` · ${peer.component}`}
            </dd>
          </>
        )}
        {socket.role !== undefined && (
          <>
            <dt>{t('sockets.column.role')}</dt>
            <dd>{t(`roleWords.${socket.role}`)}</dd>
          </>
        )}
        {port !== undefined && (
          <>
            <dt>{t('sockets.port')}</dt>
            <dd>{port}</dd>
          </>
        )}
        <dt>{t('sockets.column.receive')}</dt>
        <dd>
          {isListening
            ? t('sockets.waiting', { count: socket.receiveQueue })
            : formatBytes(socket.receiveQueue, language)}
        </dd>
        <dt>{t('sockets.column.send')}</dt>
        <dd>
          {isListening
            ? t('sockets.backlog', { count: socket.sendQueue })
            : formatBytes(socket.sendQueue, language)}
        </dd>
        {socket.type !== undefined && (
          <>
            <dt>{t('sockets.type')}</dt>
            <dd>{socket.type}</dd>
          </>
        )}
        {socket.references !== undefined && (
          <>
            <dt>{t('sockets.references')}</dt>
            <dd>{socket.references}</dd>
          </>
        )}
        {socket.uid !== undefined && (
          <>
            <dt>{t('sockets.column.uid')}</dt>
            <dd>{socket.uid}</dd>
          </>
        )}
        <dt>{t('sockets.column.inode')}</dt>
        <dd>{socket.inode === 0 ? t('sockets.noInode') : socket.inode}</dd>
      </dl>
      <h3>{t('sockets.holders')}</h3>
      {holders.length === 0 ? (
        <p>{t('sockets.noHolder')}</p>
      ) : (
        <ul>
          {holders.map(({ container, pid, name, fd }) => (
            <li key={`${container}/${pid}/${fd}`}>
              {t('sockets.holder', { process: `${name} (${pid})`, container, fd })}
            </li>
          ))}
        </ul>
      )}
      <p>{t('sockets.from', { container: look.socketsFrom ?? '' })}</p>
    </aside>
  )
}
