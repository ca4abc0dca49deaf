import type { ProxySync } from '@portolan/contract/sync'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/use-language.ts'
import { useNowByMinute } from '../chart/use-now.ts'
import { clusterTime } from '../session/cluster-clock.ts'
import { modeOf } from '../session/cluster-mode.ts'
import { useSession } from '../session/session-context.ts'
import { formatSpan } from './format-span.ts'

export type SyncWords = {
  /** For a badge: `stale 3m`. */
  readonly short: string
  /** For a sentence, with the types and what was said. */
  readonly long: string
}

/** What istiod and a proxy agree on, in words. */
export function useSyncWords(): (cluster: string, sync: ProxySync) => SyncWords {
  const { t } = useTranslation('explorer')
  const language = useLanguage()
  const session = useSession()
  const now = useNowByMinute()
  return (cluster, sync) => {
    const { state, since, types = [], behind = 0, text, istiod = '' } = sync
    // What istiod dates is of the cluster's time; that a proxy is missed is our own observation.
    const clock = state === 'not-connected' ? now : clusterTime(modeOf(session, cluster), now)
    const age = since === undefined ? undefined : formatSpan(clock - Date.parse(since), language)
    const short = t(`sync.${state}`)
    const details = [
      ...(types.length === 0 ? [] : [types.join(' ')]),
      ...(age === undefined ? [] : [t('sync.since', { age })]),
      ...(behind === 0 ? [] : [t('sync.behind', { count: behind })]),
      ...(text === undefined ? [] : [text]),
    ]
    const long = [t(`syncLong.${state}`, { istiod }), ...details].join(' · ')
    return { short: age === undefined ? short : `${short} ${age}`, long }
  }
}
