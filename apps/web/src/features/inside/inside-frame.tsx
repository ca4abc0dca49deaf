import type { InsideLook } from '@portolan/contract/inside'
import type { InsideChange } from '@portolan/contract/inside-changes'
import type { PodDetail } from '@portolan/contract/pods'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/use-commands.ts'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { insideCommands } from './inside-commands.ts'
import { LookBar } from './look-bar.tsx'
import { NotLooked } from './not-looked.tsx'
import { usePodLook } from './use-pod-look.ts'
import styles from './inside.module.css'

type InsideFrameProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly children: (look: InsideLook, history: readonly InsideChange[]) => ReactNode
}

/** What every view of a pod's inside has around it: whether somebody looked, when, and how to look again. */
export function InsideFrame({ cluster, detail, children }: InsideFrameProps) {
  const { t } = useTranslation('inside')
  const { chart } = detail
  const inside = usePodLook(cluster, chart.pod)
  useCommands(insideCommands)
  const { data, error, isPending, refetch } = inside.record
  if (isPending) {
    return (
      <div className={styles.waiting} aria-busy="true">
        <output className="visually-hidden">{t('loading')}</output>
      </div>
    )
  }
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const { look, history } = data
  // A pod of the same name took its place: what was seen in the old one is not this one's.
  if (look === undefined || look.pod.uid !== chart.pod.uid) {
    return <NotLooked cluster={cluster} detail={detail} record={data} inside={inside} />
  }
  return (
    <div className={styles.frame}>
      <LookBar look={look} record={data} inside={inside} />
      {children(look, history)}
    </div>
  )
}
