import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/use-commands.ts'
import { panelCommands } from './panel-commands.ts'
import { usePanel } from './use-panel.ts'
import styles from './bottom-panel.module.css'

// Nobody needs it for the first screen.
const PanelSplitter = lazy(async () => ({ default: (await import('./panel-splitter.tsx')).PanelSplitter }))
const PanelTabs = lazy(async () => ({ default: (await import('./panel-tabs.tsx')).PanelTabs }))

/** What Portolan does, below the documents. Nothing of it runs while it is closed. */
export function BottomPanel() {
  const { t } = useTranslation('panel')
  const { open, height, tab } = usePanel()
  useCommands(panelCommands)
  if (!open) return null
  return (
    <section className={styles.panel} aria-label={t('panel')} style={{ height }}>
      <Suspense>
        <PanelSplitter height={height} />
        <PanelTabs tab={tab} />
      </Suspense>
    </section>
  )
}
