import type { HealthHeadline, PodHealth } from '@portolan/contract/health'
import { IconAlertTriangle, IconCircleCheck, IconHelp, IconLoader } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { RefreshButton } from '../../shell/refresh-button.tsx'
import { formatMoment } from '../../i18n/format-time.ts'
import { FailureLine } from '../panel/failure-line.tsx'
import { Said } from '../problem/said.tsx'
import { HopAnswers } from './hop-answers.tsx'
import { probeOf, useHealthWords } from './use-health-words.ts'
import styles from './health.module.css'

type HeadlineProps = {
  readonly health: PodHealth
  /** Why it could not be asked again. */
  readonly failed: unknown
  readonly fetching: boolean
  readonly onRefresh: () => void
}

/** Is it ready, and if not, why: in one sentence. */
export function Headline({ health, failed, fetching, onRefresh }: HeadlineProps) {
  const words = useHealthWords()
  const { t, language } = words
  const { headline, observed, at } = health
  const { tone, picture: Picture } = looks[lookOf(headline)]
  const time = formatMoment(at, language)
  return (
    <header className={styles.headline} data-tone={tone}>
      <Picture size={24} stroke={1.8} aria-hidden="true" />
      <div>
        <div role="status">
          <h2>{words.headline(health)}</h2>
        </div>
        <More health={health} />
        {failed !== null && (
          <>
            <p className={styles.stale}>{t('stale', { time })}</p>
            <FailureLine error={failed} />
          </>
        )}
      </div>
      <p className={styles.asOf}>
        {t('asOf', { time })}
        <RefreshButton label={t('refresh')} busy={fetching} onRefresh={onRefresh} />
        {observed !== 'watched' && <small>{t(observed === 'once' ? 'once' : 'portsUnasked')}</small>}
      </p>
    </header>
  )
}

type Look = 'good' | 'bad' | 'waiting' | 'unknown'
const looks: Readonly<Record<Look, { readonly tone: string; readonly picture: Icon }>> = {
  good: { tone: 'ok', picture: IconCircleCheck },
  bad: { tone: 'bad', picture: IconAlertTriangle },
  waiting: { tone: 'warn', picture: IconLoader },
  unknown: { tone: 'plain', picture: IconHelp },
}

function lookOf({ kind }: HealthHeadline): Look {
  switch (kind) {
    case 'well':
    case 'completed':
      return 'good'
    case 'starting':
    case 'terminating':
    case 'gate':
      return 'waiting'
    case 'unknown':
      return 'unknown'
    case 'failed':
    case 'unscheduled':
    case 'crashing':
    case 'waiting':
    case 'ended':
    case 'failing-hop':
    case 'failing-probe':
      return 'bad'
  }
}

/** Whoever said it, in its own words. */
function More({ health: { headline, containers } }: { readonly health: PodHealth }) {
  switch (headline.kind) {
    case 'failing-hop': {
      const hop = probeOf(containers, headline)?.hops[headline.hop]
      return hop === undefined ? null : <HopAnswers hop={hop} />
    }
    case 'failing-probe': {
      const [kubelet] = probeOf(containers, headline)?.hops ?? []
      return kubelet === undefined ? null : <HopAnswers hop={kubelet} />
    }
    case 'crashing':
      return <Said text={headline.last?.message} />
    case 'ended':
      return <Said text={headline.last.message} />
    case 'failed':
    case 'unscheduled':
    case 'waiting':
    case 'gate':
      return <Said text={headline.message} />
    case 'well':
    case 'completed':
    case 'terminating':
    case 'starting':
    case 'unknown':
      return null
  }
}
