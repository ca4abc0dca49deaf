import type { JournalEntry } from '@portolan/contract/journal'
import { routes } from '@portolan/contract/routes'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { callApi } from '../../api/call-api.ts'
import { CommandLine } from '../chart/command-line.tsx'
import { heartOf } from '../chart/runtime-words.ts'
import { FailureLine } from './failure-line.tsx'
import { equivalentCommands } from './equivalent-command.ts'
import { toneOf } from './use-request-words.ts'
import type { RequestWords } from './use-request-words.ts'
import styles from './request-detail.module.css'

type RequestDetailProps = {
  readonly entry: JournalEntry
  /** The cluster is one of the kubeconfig, so a command can name it. */
  readonly inKubeconfig: boolean
  readonly words: RequestWords
  readonly onClose: () => void
}

/** One request: what became of it, why it was sent, how to send the same by hand. */
export function RequestDetail({ entry, inKubeconfig, words, onClose }: RequestDetailProps) {
  const { t } = words
  const cancel = useMutation({
    mutationFn: () => callApi(routes.cancelRequest, { params: { id: entry.id } }),
  })
  const question = words.question(entry)
  const { outcome } = entry
  return (
    <section className={styles.detail} aria-label={t('requests.detail')}>
      <button type="button" className="icon-button" aria-label={t('requests.closeDetail')} onClick={onClose}>
        <IconX size={15} aria-hidden="true" />
      </button>
      <h3>{question}</h3>
      {entry.running > 0 && (
        <button type="button" className="button" onClick={() => cancel.mutate()} disabled={cancel.isPending}>
          {t('requests.cancel')}
        </button>
      )}
      {cancel.isError && <FailureLine error={cancel.error} />}
      <dl>
        <dt>{t('requests.column.status')}</dt>
        <dd data-tone={toneOf(entry)}>
          {words.status(entry)}
          {outcome.kind === 'failed' && <FailedWords text={outcome.text} />}
        </dd>
        <dt>{t('requests.why')}</dt>
        <dd>{t(`requests.reason.${entry.why}`)}</dd>
        <dt>{t('requests.column.target')}</dt>
        <dd>{words.place(entry)}</dd>
        <dt>{t('requests.cluster')}</dt>
        <dd>{entry.cluster}</dd>
        <dt>{t('requests.column.identity')}</dt>
        <dd>{entry.identity}</dd>
        <dt>{t('requests.column.time')}</dt>
        <dd>
          {words.time(entry.startedAt)}
          {entry.count > 1 && `, ${t('requests.timesInAll', { count: entry.count })}`}
          {entry.failed > 0 && `, ${t('requests.failedTimes', { count: entry.failed })}`}
        </dd>
        <dt>{t('requests.column.duration')}</dt>
        <dd>
          {words.duration(entry.milliseconds)}
          {entry.count > 1 &&
            entry.worstMilliseconds !== undefined &&
            `, ${t('requests.worst', { duration: words.duration(entry.worstMilliseconds) })}`}
        </dd>
        <dt>{t('requests.column.size')}</dt>
        <dd>{words.bytes(entry.bytes)}</dd>
      </dl>
      <h4>{t('requests.byHand')}</h4>
      {!inKubeconfig && <p>{t('requests.ofRecording')}</p>}
      {equivalentCommands(entry, inKubeconfig ? entry.cluster : undefined).map((command) => (
        <CommandLine key={command} command={command} />
      ))}
    </section>
  )
}

/** The words that tell; all that the runtime said around them is one press away. */
function FailedWords({ text }: { readonly text: string }) {
  const { t } = useTranslation('chart')
  const heart = heartOf(text)
  return (
    <>
      <span className={styles.said}>{heart}</span>
      {heart !== text && (
        <details>
          <summary>{t('detail.wholeText')}</summary>
          <span className={styles.said}>{text}</span>
        </details>
      )}
    </>
  )
}
