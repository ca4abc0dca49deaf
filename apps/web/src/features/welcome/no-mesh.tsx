import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import type { TopicState } from '../../live/topic-state.ts'
import { ProblemWords } from '../problem/problem-words.tsx'
import { Said } from '../problem/said.tsx'
import { clusterQuery } from '../session/query.ts'
import styles from './welcome.module.css'

/** Why nothing of the mesh can be shown (yet), and what to do about it. */
export function NoMesh({
  cluster,
  state,
}: {
  readonly cluster: string
  readonly state: TopicState | undefined
}) {
  const { t } = useTranslation(['welcome', 'explorer'])
  const language = useLanguage()
  if (state?.kind === 'failed') return <Trouble code={state.code} said={state.text} />
  if (state?.kind !== 'pods' || state.watch.state === 'connecting' || state.watch.state === 'live') {
    return (
      <output className={styles.loading} aria-label={t('loadingOf', { cluster })}>
        <i />
        <i />
        <i />
      </output>
    )
  }
  const { namespaces, text } = state.watch
  if (state.watch.state !== 'forbidden') return <FailedCluster cluster={cluster} said={text} />
  const scope =
    namespaces === undefined
      ? t('explorer:forbidden.everywhere')
      : t('explorer:forbidden.within', { namespaces: formatList(namespaces, language) })
  return (
    <div className={styles.group} data-tone="bad" role="alert">
      <h2>
        <IconLock size={16} aria-hidden="true" />
        {t('explorer:forbidden.title')}
      </h2>
      <p>{t('explorer:forbidden.text', { scope })}</p>
      <p>{t('explorer:forbidden.advice')}</p>
      <Said text={text} />
    </div>
  )
}

/** Who asks the cluster who we are learns whether it is away or our credentials have ended. */
function FailedCluster({ cluster, said }: { readonly cluster: string; readonly said: string | undefined }) {
  const { data } = useQuery(clusterQuery(cluster))
  return <Trouble code={data?.problem?.code ?? 'cluster-unreachable'} said={data?.problem?.text ?? said} />
}

function Trouble({ code, said }: { readonly code: string; readonly said: string | undefined }) {
  return (
    <div className={styles.group} data-tone="bad" role="alert">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <ProblemWords code={code} said={said} />
    </div>
  )
}
