import type { PodHealth } from '@portolan/contract/health'
import type { PodDetail } from '@portolan/contract/pods'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import { usePodView, withShow } from '../../pod/use-pod-view.ts'
import { spans, writeHealthSearch } from '../health-search.ts'
import type { LogView } from '../health-search.ts'
import { LogForbidden } from './log-forbidden.tsx'
import { logPath } from './log-question.ts'
import type { LogQuestion } from './log-question.ts'
import { LogReader } from './log-reader.tsx'
import { LogTools } from './log-tools.tsx'
import { likelyContainer, loggedContainers } from './logged-containers.ts'
import styles from './log.module.css'

type LogPartProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly health: UseQueryResult<PodHealth>
  readonly log: LogView
}

/** What the containers of a pod wrote: one's or several ones' lines, merged by time. */
export function LogPart({ cluster, detail, health, log }: LogPartProps) {
  const { t } = useTranslation('health')
  const language = useLanguage()
  const changeView = usePodView()
  const [round, setRound] = useState(0)
  const { data, isPending } = health
  const pod = { namespace: detail.chart.pod.namespace, name: detail.chart.pod.name }
  // Which container is meant depends on what is wrong with the pod.
  if (isPending && log.containers.length === 0) {
    return (
      <div className={styles.waiting} aria-busy="true">
        <output>{t('loading')}</output>
      </div>
    )
  }
  if (data?.logs?.allowed === false) return <LogForbidden pod={pod} reason={data.logs.reason} />

  const known = loggedContainers(detail.chart, data)
  const likely = likelyContainer(known, data?.headline)
  const named = known.filter(({ name }) => log.containers.includes(name))
  const chosen = named.length > 0 ? named : known.filter(({ name }) => name === likely)
  const begun = chosen.filter(({ lives }) => lives !== 0)
  const question: LogQuestion = {
    cluster,
    pod,
    containers: begun.map(({ name }) => name),
    previous: log.previous,
    follow: log.follow && !log.previous,
    tail: log.tail,
    since: log.since && spans[log.since],
  }
  const change = (part: Partial<LogView>) =>
    changeView(withShow({ q: writeHealthSearch({ show: 'log', log: { ...log, ...part } }) }), {
      replace: true,
    })
  return (
    <div className={styles.part}>
      <LogTools known={known} chosen={chosen} log={log} onChange={change} />
      {begun.length === 0 ? (
        <p className={styles.nothing}>
          {t('log.notBegun', {
            container: formatList(
              chosen.map(({ name }) => name),
              language,
            ),
            count: chosen.length,
          })}
        </p>
      ) : (
        <LogReader
          key={`${logPath(question)} ${round}`}
          question={question}
          lives={begun.map(({ lives }) => lives ?? '?').join(' ')}
          notBegun={chosen.filter(({ lives }) => lives === 0).map(({ name }) => name)}
          log={log}
          onChange={change}
          onAgain={() => setRound(round + 1)}
        />
      )}
    </div>
  )
}
