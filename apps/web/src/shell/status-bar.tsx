import { IconLock } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { clusterOf } from '../documents/document.ts'
import { useActiveDocument } from '../documents/use-documents.ts'
import { chosenCluster, useChosenCluster } from '../features/session/chosen-cluster.ts'
import { modeOf } from '../features/session/cluster-mode.ts'
import { useSession } from '../features/session/session-context.ts'
import { Freshness } from './freshness.tsx'
import { StatusActivity } from './status-activity.tsx'
import { StatusCluster } from './status-cluster.tsx'
import { StatusIdentity } from './status-identity.tsx'
import { StatusMode } from './status-mode.tsx'
import { ColourSwitch, LanguageSwitch } from './status-switches.tsx'
import styles from './status-bar.module.css'

/** Where, as whom, how fresh, what is going on, and what is allowed: always in sight. */
export function StatusBar() {
  const { t } = useTranslation('shell')
  const session = useSession()
  const opened = clusterOf(useActiveDocument())
  useEffect(() => {
    if (opened !== undefined) chosenCluster.choose(opened)
  }, [opened])
  const cluster = useChosenCluster()
  const mode = modeOf(session, cluster)
  return (
    <footer className={styles.bar} aria-label={t('status')} data-mode={mode.kind}>
      {cluster !== undefined && (
        <>
          <StatusMode cluster={cluster} mode={mode} />
          <StatusCluster chosen={cluster} />
          <StatusIdentity cluster={cluster} />
        </>
      )}
      {session.readOnly && (
        <span title={t('readOnlyHint')}>
          <IconLock size={12} aria-hidden="true" /> {t('readOnly')}
        </span>
      )}
      {session.allowDisruptive && (
        <span className={styles.warning} title={t('disruptiveHint')}>
          {t('disruptive')}
        </span>
      )}
      <span className={styles.right}>
        <output className={styles.freshness}>
          <Freshness cluster={cluster} />
        </output>
        <StatusActivity />
        <ColourSwitch />
        <LanguageSwitch />
        <span className={styles.version}>{t('version', { version: session.version })}</span>
      </span>
    </footer>
  )
}
