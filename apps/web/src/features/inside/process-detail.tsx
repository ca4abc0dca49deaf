import type { InsideLook, InsideProcess } from '@portolan/contract/inside'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useThisDocument } from '../../documents/use-documents.ts'
import { currentOf } from '../../documents/document-history.ts'
import { DocumentLink } from '../../documents/document-link.tsx'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { withShow } from '../pod/use-pod-view.ts'
import { useClusterNow } from '../session/cluster-clock.ts'
import { commandWords } from './command-words.ts'
import styles from './processes.module.css'

type ProcessDetailProps = {
  readonly cluster: string
  readonly look: InsideLook
  readonly container: string
  readonly process: InsideProcess
  readonly onClose: () => void
}

/** One process: its command line argument by argument, with what the known ones mean, and its environment. */
export function ProcessDetail({ cluster, look, container, process, onClose }: ProcessDetailProps) {
  const { t } = useTranslation('inside')
  const language = useLanguage()
  const now = useClusterNow(cluster)
  const { id, history } = useThisDocument()
  const document = currentOf(history)
  const { pid, name, command, environment, startedAt } = process
  const words = commandWords(command)
  const sockets = look.sockets.filter(({ holders }) =>
    holders.some((holder) => holder.container === container && holder.pid === pid),
  )
  const label = `${name} (${pid})`
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles.detail} tabIndex={0} aria-label={t('process.detail', { process: label })}>
      <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
        <IconX size={15} aria-hidden="true" />
      </button>
      <h3>{label}</h3>
      <dl>
        <dt>{t('process.column.container')}</dt>
        <dd>{container}</dd>
        <dt>{t('process.column.user')}</dt>
        <dd>{[process.uid, process.gid].filter((one) => one !== undefined).join(':')}</dd>
        {startedAt !== undefined && (
          <>
            <dt>{t('process.column.started')}</dt>
            <dd>{formatMoment(startedAt, language, new Date(now))}</dd>
          </>
        )}
        <dt>{t('process.sockets')}</dt>
        <dd>
          {document.view === 'pod' && sockets.length > 0 ? (
            <DocumentLink document={withShow({ view: 'sockets', q: label })(document)} within={id}>
              {t('process.socketCount', { count: sockets.length })}
            </DocumentLink>
          ) : (
            t('process.socketCount', { count: sockets.length })
          )}
        </dd>
      </dl>
      <h4>{t('process.commandLine')}</h4>
      {command.length === 0 ? (
        <p>{t('process.noCommand')}</p>
      ) : (
        <ol className={styles.words}>
          <li>
            <code>{command[0]}</code>
          </li>
          {words.map(({ text, key, masked }, index) => (
            // Arguments can repeat, and their order is what they are.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <code data-masked={masked || undefined}>{text}</code>
              {key !== undefined && <p>{t(`flag.${key}`)}</p>}
              {masked && <p>{t('process.masked')}</p>}
            </li>
          ))}
        </ol>
      )}
      {environment !== undefined && environment.length > 0 && (
        <>
          <h4>{t('process.environment')}</h4>
          <p>{t('process.environmentWhich')}</p>
          <ul className={styles.words}>
            {environment.map((one) => (
              <li key={one.name}>
                <code data-masked={one.value.includes('[redacted]') || undefined}>
                  <b>{one.name}</b>={one.value}
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
