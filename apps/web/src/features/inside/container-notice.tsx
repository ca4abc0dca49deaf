import type { InsideContainer } from '@portolan/contract/inside'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Said } from '../problem/said.tsx'
import styles from './inside.module.css'

type Unread = Extract<InsideContainer['outcome'], { readonly kind: 'unread' }>

type ContainerNoticeProps = {
  readonly outcome: Unread
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** Why nothing of a container is shown, and what its own tools or Kubernetes said. */
export function ContainerNotice({ outcome: { reason, text }, children }: ContainerNoticeProps) {
  const { t } = useTranslation('inside')
  return (
    <div className={styles.unread} data-quiet={reason === 'not-running' || undefined}>
      <b>{t(`unread.${reason}.title`)}</b>
      <p>{t(`unread.${reason}.text`)}</p>
      <Said text={text} />
      {children}
    </div>
  )
}
