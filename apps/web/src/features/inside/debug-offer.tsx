import type { InsideLook } from '@portolan/contract/inside'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { modeOf } from '../session/cluster-mode.ts'
import { useSession } from '../session/session-context.ts'
import { DebugDialog } from './debug-dialog.tsx'
import styles from './inside.module.css'

type DebugOfferProps = {
  readonly cluster: string
  readonly look: InsideLook
  /** The container that has no shell. */
  readonly container: string
}

/** The way to read a container without a shell, where a pod may be changed at all. */
export function DebugOffer({ cluster, look, container }: DebugOfferProps) {
  const { t } = useTranslation('inside')
  const session = useSession()
  const [asking, setAsking] = useState(false)
  if (modeOf(session, cluster).kind !== 'live') return null
  if (session.readOnly) return <p>{t('debug.readOnly')}</p>
  return (
    <p className={styles.offer}>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('debug.offer')}
      </button>
      {asking && (
        <DebugDialog cluster={cluster} look={look} container={container} onClose={() => setAsking(false)} />
      )}
    </p>
  )
}
