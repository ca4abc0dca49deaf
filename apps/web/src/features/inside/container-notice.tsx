import type { InsideContainer } from '@portolan/contract/inside'
import { useTranslation } from 'react-i18next'
import { Said } from '../problem/said.tsx'
import styles from './inside.module.css'

type Unread = Extract<InsideContainer['outcome'], { readonly kind: 'unread' }>

/** Why nothing of a container is shown, and what its own tools or Kubernetes said. */
export function ContainerNotice({ outcome: { reason, text } }: { readonly outcome: Unread }) {
  const { t } = useTranslation('inside')
  return (
    <div className={styles.unread} data-quiet={reason === 'not-running' || undefined}>
      <b>{t(`unread.${reason}.title`)}</b>
      <p>{t(`unread.${reason}.text`)}</p>
      <Said text={text} />
    </div>
  )
}
