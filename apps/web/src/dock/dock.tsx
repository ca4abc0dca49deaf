import { DockviewReact } from 'dockview-react'
import type { DockviewApi, DockviewTheme, IDockviewPanelProps, IDockviewReactProps } from 'dockview-react'
import dockviewStyles from 'dockview-react/dist/styles/dockview.css?url'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { currentOf } from '../documents/document-history.ts'
import { documents } from '../documents/document-store.ts'
import { titleOf } from '../documents/document-title.ts'
import { useOpenDocument } from '../documents/use-documents.ts'
import { styleNonce } from '../theme/colour-scheme.ts'
import { DocumentBody } from './document-body.tsx'
import { DocumentTab } from './document-tab.tsx'
import { GroupActions } from './group-actions.tsx'
import { followDocuments, panelKind } from './follow-documents.ts'
import { followTabGestures } from './tab-gestures.ts'
import styles from './dock.module.css'

const components = { [panelKind]: DocumentPanel }
/** Our own colours, by the variables that dockview reads. */
const theme: DockviewTheme = { name: 'portolan', className: styles.theme ?? '', tabAnimation: 'default' }

/** Tabs, groups and splits. */
export function Dock() {
  const [api, setApi] = useState<DockviewApi>()
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const announcement = useAnnouncement()
  useEffect(() => {
    if (api === undefined || place === null) return
    const endings = [followDocuments(api, documents, place), followTabGestures(place)]
    return () => {
      for (const end of endings) end()
    }
  }, [api, place])
  return (
    <div ref={setPlace} className={styles.dock}>
      <link rel="stylesheet" href={dockviewStyles} precedence="dock" />
      <DockviewReact
        className={styles.dock ?? ''}
        components={components}
        defaultTabComponent={DocumentTab}
        rightHeaderActionsComponent={GroupActions}
        theme={theme}
        nonce={styleNonce()}
        disableFloatingGroups
        getTabContextMenuItems={() => []}
        getAnnouncement={announcement}
        onReady={(event) => setApi(event.api)}
      />
    </div>
  )
}

/** What dockview tells screen readers; its own words are English. */
function useAnnouncement(): NonNullable<IDockviewReactProps['getAnnouncement']> {
  const { t } = useTranslation('documents')
  return ({ kind, panel }) => {
    const open = documents.find(panel.id)
    const words = { welcome: t('welcome'), matrix: t('matrix'), unknown: t('unknown') }
    const name = open === undefined ? (panel.title ?? '') : titleOf(currentOf(open.history), words).name
    switch (kind) {
      case 'open':
      case 'close':
      case 'maximize':
      case 'restore':
        return t(`announced.${kind}`, { name })
      case 'float':
      case 'dock':
      case 'popout':
        return ''
    }
  }
}

/** A document that nobody sees draws nothing and asks nothing. */
function DocumentPanel({ api }: IDockviewPanelProps) {
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = api.onDidVisibilityChange(listener)
      return () => subscription.dispose()
    },
    [api],
  )
  const visible = useSyncExternalStore(subscribe, () => api.isVisible)
  const open = useOpenDocument(api.id)
  return visible && open !== undefined ? <DocumentBody open={open} /> : null
}
