import { formatNeed } from '@portolan/contract/access'
import type { AccessAnswer } from '@portolan/contract/access'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemCodeOf } from '../../api/api-error.ts'
import { FailureLine } from '../panel/failure-line.tsx'
import { lastLinesQuery } from './health-query.ts'
import type { LifeOfContainer } from './health-query.ts'
import { logClock } from './log/log-clock.ts'
import { LogLink } from './log-link.tsx'
import { MissingLog } from './log/missing-log.tsx'
import styles from './health.module.css'

type LastLinesProps = {
  readonly life: LifeOfContainer
  /** Whether logs may be read; unknown where nobody could be asked. */
  readonly access: AccessAnswer | undefined
  /** Without being asked for: it is what one has come for. */
  readonly atOnce: boolean
}

/** What a container wrote last before it died. */
export function LastLines({ life, access, atOnce }: LastLinesProps) {
  const { t } = useTranslation('health')
  const [wanted, setWanted] = useState(false)
  if (access?.allowed === false) {
    return <p className={styles.empty}>{t('last.forbidden', { missing: formatNeed(access.need) })}</p>
  }
  if (!atOnce && !wanted) {
    return (
      <button type="button" className="button" onClick={() => setWanted(true)}>
        {t('last.show')}
      </button>
    )
  }
  return <Lines life={life} />
}

function Lines({ life }: { readonly life: LifeOfContainer }) {
  const { t } = useTranslation('health')
  const { data, error, isPending } = useQuery(lastLinesQuery(life))
  const { container, previous } = life
  return (
    <div className={styles.last}>
      <h5>
        {t('last.title')}
        <LogLink containers={[container]} previous={previous} label={`${t('last.whole')}: ${container}`}>
          {t('last.whole')}
        </LogLink>
      </h5>
      {isPending && <output>{t('last.loading')}</output>}
      {error !== null &&
        (problemCodeOf(error) === 'not-found' ? (
          <div className={styles.empty}>
            <MissingLog error={error} text={t('last.gone')} />
          </div>
        ) : (
          <FailureLine error={error} />
        ))}
      {data?.length === 0 && <p className={styles.empty}>{t('last.none')}</p>}
      {data !== undefined && data.length > 0 && (
        // It scrolls, so that the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={styles.quote} tabIndex={0}>
          {data.map(({ at, text }) => `${logClock(at, false)} ${text}`).join('\n')}
        </pre>
      )}
    </div>
  )
}
