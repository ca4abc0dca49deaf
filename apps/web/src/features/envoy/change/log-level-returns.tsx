import type { LogLevelReturn } from '@portolan/contract/envoy'
import { envoyRoutes } from '@portolan/contract/envoy-routes'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { callApi } from '../../../api/call-api.ts'
import { formatMoment } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import { FailureLine } from '../../panel/failure-line.tsx'
import type { ProxySource } from '../worker/proxy-source.ts'
import styles from '../envoy.module.css'

export const returnsKey = ['log-level-returns'] as const

/** While something will be set back, its end is looked for so often, in milliseconds. */
const lookEvery = 2_000

/** Levels that will be set back in this cluster, and what became of the latest that were. */
export function LogLevelReturns({ source }: { readonly source: Extract<ProxySource, { kind: 'pod' }> }) {
  const { t } = useTranslation('envoy')
  const { data } = useQuery({
    queryKey: returnsKey,
    queryFn: ({ signal }) => callApi(envoyRoutes.logLevelReturns, { params: {}, signal }),
    refetchInterval: ({ state }) =>
      state.data?.returns.some((one) => one.state === 'pending') === true ? lookEvery : false,
  })
  const mine = (data?.returns ?? []).filter(
    ({ cluster, pod }) => cluster === source.cluster && pod.namespace === source.namespace,
  )
  if (mine.length === 0) return null
  return (
    <section className={styles.bar} aria-label={t('change.pending')}>
      <ul>
        {mine.slice(-6).map((one) => (
          <li key={one.id}>
            <Return promise={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Return({ promise }: { readonly promise: LogLevelReturn }) {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  const client = useQueryClient()
  const { id, pod, logger, level, at, state, endedAt, text } = promise
  const act = useMutation({
    mutationFn: (what: 'returnLogLevelNow' | 'keepLogLevel') =>
      callApi(envoyRoutes[what], { params: { id }, body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: returnsKey }),
  })
  const words = { pod: formatPodRef(pod), logger: logger === '*' ? t('change.allLoggers') : logger, level }
  if (state === 'pending' || state === 'returning') {
    return (
      <>
        {t('change.willReturn', { ...words, time: formatMoment(at, language) })}{' '}
        <button
          type="button"
          className="tool"
          disabled={act.isPending}
          onClick={() => act.mutate('returnLogLevelNow')}
        >
          {t('change.now')}
        </button>
        <button
          type="button"
          className="tool"
          disabled={act.isPending}
          onClick={() => act.mutate('keepLogLevel')}
        >
          {t('change.keep')}
        </button>
        {act.error !== null && <FailureLine error={act.error} />}
      </>
    )
  }
  return (
    <span className={styles.soft}>
      {t(`change.ended.${state}`, { ...words, time: formatMoment(endedAt ?? at, language) })} {text}
    </span>
  )
}
