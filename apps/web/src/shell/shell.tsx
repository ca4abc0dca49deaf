import { useDocumentTitle, useHotkeys, useLocalStorage } from '@mantine/hooks'
import { Outlet, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { MeshExplorer } from '../features/explorer/mesh-explorer.tsx'
import { SessionGate } from '../features/session/session-gate.tsx'
import { ActivityBar } from './activity-bar.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { Splitter } from './splitter.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar, findInputId } from './top-bar.tsx'
import styles from './shell.module.css'

/** Widths of the explorer, in CSS pixels. */
const explorerWidth = { usual: 252, least: 180, most: 520 }

const find = () => document.getElementById(findInputId)?.focus()

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
  const { pod, namespace } = useParams({ strict: false })
  // Twelve tabs are told apart by their titles: the pod comes first.
  useDocumentTitle([...(pod === undefined ? [] : [pod, namespace]), t('brand')].join(' · '))
  const shortcuts = useRef<HTMLDialogElement>(null)
  const toggleExplorer = () => setExplorerOpen((open) => !open)

  useHotkeys(
    [
      ['mod+K', find],
      ['mod+B', toggleExplorer],
    ],
    [],
  )
  const showShortcuts = () => shortcuts.current?.showModal()
  useHotkeys([
    ['/', find],
    // Keyboards differ in whether a question mark needs Shift.
    ['?', showShortcuts],
    ['shift+?', showShortcuts],
  ])

  return (
    <SessionGate>
      <div className={styles.shell}>
        <a className={styles.skip} href="#document">
          {t('skipToMain')}
        </a>
        <TopBar onFind={() => setExplorerOpen(true)} />
        <div className={styles.middle}>
          <ActivityBar
            explorerOpen={explorerOpen}
            onToggleExplorer={toggleExplorer}
            onShowShortcuts={showShortcuts}
          />
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
          <main id="document" className={styles.document} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <StatusBar />
        <ShortcutsDialog dialog={shortcuts} />
      </div>
    </SessionGate>
  )
}
