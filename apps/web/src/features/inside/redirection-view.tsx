import type { RedirectionView as Redirection } from '@portolan/contract/redirection'
import type { PodDetail } from '@portolan/contract/pods'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { redirectionQuery } from './inside-query.ts'
import { LandingForm } from './landing-form.tsx'
import { PacketWay } from './packet-way.tsx'
import insideStyles from './inside.module.css'
import styles from './redirection.module.css'

const ways = ['inbound', 'outbound', 'dns'] as const
type Way = (typeof ways)[number]

type RedirectionViewProps = { readonly cluster: string; readonly detail: PodDetail }

/**
 * How the pod's traffic is bent into its proxy. Nothing is executed for it: it is
 * told from istio-init's log or arguments, or derived, and says which.
 */
export function RedirectionView({ cluster, detail }: RedirectionViewProps) {
  const { t } = useTranslation(['redirection', 'inside'])
  const { pod } = detail.chart
  const { data, error, isPending, refetch } = useQuery(redirectionQuery(cluster, pod))
  if (isPending) {
    return (
      <div className={insideStyles.waiting} aria-busy="true">
        <output className="visually-hidden">{t('inside:loading')}</output>
      </div>
    )
  }
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.view} tabIndex={0} role="region" aria-label={t('title')}>
      <Provenance redirection={data} />
      {data.mode === 'NONE' ? <p className={styles.nothing}>{t('nothing')}</p> : <Ways redirection={data} />}
      <LandingForm cluster={cluster} detail={detail} redirection={data} />
    </div>
  )
}

/** Where this is known from, who set it up, and what is missing or assumed. */
function Provenance({ redirection }: { readonly redirection: Redirection }) {
  const { t } = useTranslation('redirection')
  const language = useLanguage()
  const { from, maker, mode, proxyUsers, proxyGroups, notes } = redirection
  return (
    <section className={styles.provenance} aria-label={t('provenance')}>
      <p>
        <span className={styles.source} data-from={from}>
          {t(`from.${from}`)}
        </span>{' '}
        {t(`fromWords.${from}`)}
      </p>
      <dl>
        <dt>{t('maker')}</dt>
        <dd>{t(`makers.${maker}`)}</dd>
        <dt>{t('mode')}</dt>
        <dd>{t(`modes.${mode}`)}</dd>
        {proxyUsers.length + proxyGroups.length > 0 && (
          <>
            <dt>{t('left')}</dt>
            <dd>
              {t('users', {
                users: formatList(proxyUsers.map(String), language),
                groups: formatList(proxyGroups.map(String), language),
              })}
            </dd>
          </>
        )}
      </dl>
      {notes.length > 0 && (
        <ul>
          {notes.map(({ note, text }) => (
            <li key={`${note} ${text}`}>
              {t(`note.${note}`)} {text !== '' && <code>{text}</code>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The three ways, one at a time: each is long enough. */
function Ways({ redirection }: { readonly redirection: Redirection }) {
  const { t } = useTranslation('redirection')
  const [chosen, setChosen] = useState<Way>('inbound')
  return (
    <section className={styles.ways} aria-label={t('ways')}>
      <h2 className="visually-hidden">{t('ways')}</h2>
      <div className={styles.choice} role="group" aria-label={t('ways')}>
        {ways.map((way) => (
          <button key={way} type="button" aria-pressed={way === chosen} onClick={() => setChosen(way)}>
            {t(`way.${way}`)}
          </button>
        ))}
      </div>
      <PacketWay
        way={chosen}
        stages={redirection.ways[chosen]}
        mode={redirection.mode}
        counted={redirection.counted}
      />
    </section>
  )
}
