import { formatNeed } from '@portolan/contract/access'
import type { InsideRecord } from '@portolan/contract/inside-changes'
import type { PodDetail } from '@portolan/contract/pods'
import { IconEyeOff, IconLock, IconPlayerStop, IconZoomScan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { CommandLine } from '../chart/command-line.tsx'
import { FailureLine } from '../panel/failure-line.tsx'
import { NoticePage } from '../problem/notice-page.tsx'
import { modeOf } from '../session/cluster-mode.ts'
import { useSession } from '../session/session-context.ts'
import { lookCommand } from './look-command.ts'
import { RecordProblem } from './record-problem.tsx'
import type { PodLook } from './use-pod-look.ts'
import styles from './inside.module.css'

type NotLookedProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly record: InsideRecord
  readonly inside: PodLook
}

/** Before the first look: what a look does, or why there can be none. */
export function NotLooked(props: NotLookedProps) {
  const { record, detail } = props
  const { t } = useTranslation('inside')
  const language = useLanguage()
  const session = useSession()
  const { exec } = session
  const mode = modeOf(session, props.cluster)
  const missing = record.access.filter(({ allowed, notice }) => !allowed && !notice)
  if (mode.kind === 'recorded' && !mode.lookInside) {
    return (
      <NoticePage icon={IconEyeOff} title={t('noLook.title')}>
        <p>{t('noLook.text')}</p>
        <p>{t('still')}</p>
      </NoticePage>
    )
  }
  if (!exec) {
    return (
      <NoticePage icon={IconEyeOff} title={t('off.title')}>
        <p>{t('off.text')}</p>
        <p>{t('still')}</p>
      </NoticePage>
    )
  }
  if (missing.length > 0) {
    const [reason] = missing.flatMap((one) => one.reason ?? [])
    return (
      <NoticePage icon={IconLock} title={t('forbidden.title')}>
        <p>
          {t('forbidden.text', {
            missing: formatList(
              missing.map(({ need }) => formatNeed(need)),
              language,
            ),
          })}
        </p>
        {reason !== undefined && <p>{reason}</p>}
        <p>{t('still')}</p>
      </NoticePage>
    )
  }
  if (!detail.chart.containers.some(({ state }) => state === 'running' || state === 'unknown')) {
    return (
      <NoticePage icon={IconPlayerStop} title={t('idle.title')}>
        <p>{t('idle.text', { status: detail.summary.status })}</p>
        <ul className={styles.plainList}>
          {detail.chart.containers.map(({ name, state, text }) => (
            <li key={name}>
              <b>{name}</b> {t(`containerState.${state}`)}
              {text !== undefined && <code>{text}</code>}
            </li>
          ))}
        </ul>
      </NoticePage>
    )
  }
  return <FirstLook {...props} />
}

/** What a look does, said before anything is done. */
function FirstLook({ cluster, detail, record, inside }: NotLookedProps) {
  const { t } = useTranslation('inside')
  const session = useSession()
  const { chart } = detail
  const running = chart.containers.filter(({ state }) => state === 'running')
  const mode = modeOf(session, cluster)
  const context = mode.kind === 'live' ? cluster : undefined
  const { run, looking } = inside
  return (
    <NoticePage
      icon={IconZoomScan}
      title={t(looking ? 'looking.title' : 'first.title')}
      actions={
        looking ? (
          <button type="button" className="button" onClick={inside.cancel}>
            {t('cancel')}
          </button>
        ) : (
          <button type="button" className="button" data-main onClick={inside.look}>
            {t('look')}
          </button>
        )
      }
    >
      {looking ? (
        <p role="status">{t('looking.text', { count: running.length })}</p>
      ) : (
        <>
          {run?.kind === 'failed' && <FailureLine error={run.error} />}
          {run?.kind === 'cancelled' && <p role="status">{t('cancelled')}</p>}
          <RecordProblem record={record} />
          <p>{t('first.what', { count: running.length })}</p>
          {mode.kind === 'recorded' ? <p>{t('first.recorded')}</p> : <p>{t('first.audit')}</p>}
          <p>{t('first.byHand')}</p>
          {running.slice(0, 1).map(({ name }) => (
            <CommandLine key={name} command={lookCommand(chart.pod, name, context)} />
          ))}
        </>
      )}
    </NoticePage>
  )
}
