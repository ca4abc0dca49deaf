import { useDocumentTitle, useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useActiveDocument } from '../documents/use-documents.ts'
import { DocumentArea } from '../dock/document-area.tsx'
import { useCommands } from '../commands/use-commands.ts'
import { MeshExplorer } from '../features/explorer/mesh-explorer.tsx'
import { BottomPanel } from '../features/panel/bottom-panel.tsx'
import { Toasts } from '../features/panel/toasts.tsx'
import { RecordingDrop } from '../features/recordings/recording-drop.tsx'
import { SessionGate } from '../features/session/session-gate.tsx'
import { SnapshotLauncher } from '../features/snapshot/snapshot-launcher.tsx'
import { ActivityBar } from './activity-bar.tsx'
import { CommandCenter } from './command-center.tsx'
import { shellCommands } from './shell-commands.ts'
import { Splitter } from './splitter.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import styles from './shell.module.css'

/** Widths of the explorer, in CSS pixels. */
const explorerWidth = { usual: 252, least: 180, most: 520 }

/** The frame around every document: where one is, what there is, and as whom one looks. */
export function Shell() {
  const { t } = useTranslation('shell')
  const [width, setWidth] = useLocalStorage({
    key: 'portolan.explorer-width',
    defaultValue: explorerWidth.usual,
  })
  const [explorerOpen, setExplorerOpen] = useLocalStorage({
    key: 'portolan.explorer-open',
    defaultValue: true,
  })
  const active = useActiveDocument()
  // Twelve tabs are told apart by their titles: the pod comes first.
  useDocumentTitle(
    [...(active.view === 'pod' ? [active.pod.name, active.pod.namespace] : []), t('brand')].join(' · '),
  )
  useCommands(
    useMemo(
      () =>
        shellCommands({
          toggleExplorer: () => setExplorerOpen((open) => !open),
          showExplorer: () => setExplorerOpen(true),
        }),
      [setExplorerOpen],
    ),
  )

  return (
    <SessionGate>
      <div className={styles.shell}>
        <a className={styles.skip} href="#document">
          {t('skipToMain')}
        </a>
        <TopBar onFind={() => setExplorerOpen(true)} />
        <div className={styles.middle}>
          <ActivityBar explorerOpen={explorerOpen} />
          {explorerOpen && (
            <aside className={styles.explorer} aria-label={t('explorer')} style={{ width }}>
              <MeshExplorer />
              <Splitter
                label={t('resizeExplorer')}
                width={width}
                least={explorerWidth.least}
                most={explorerWidth.most}
                onResize={setWidth}
              />
            </aside>
          )}
          <div className={styles.column}>
            <main id="document" className={styles.document} tabIndex={-1}>
              <DocumentArea />
            </main>
            <BottomPanel />
          </div>
        </div>
        <StatusBar />
        <Toasts />
        <RecordingDrop />
        <SnapshotLauncher />
        <CommandCenter />
      </div>
    </SessionGate>
  )
}
