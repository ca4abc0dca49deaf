import { useEffect } from 'react'
import { IconCompass, IconFileCode, IconMapOff, IconTable, IconX } from '@tabler/icons-react'
import type { IDockviewPanelHeaderProps } from 'dockview-react'
import { useTranslation } from 'react-i18next'
import { formatTopic } from '@portolan/contract/topics'
import type { WorkbenchDocument } from '../documents/document.ts'
import { currentOf } from '../documents/document-history.ts'
import type { OpenDocument } from '../documents/document-store.ts'
import { useOpenDocument } from '../documents/use-documents.ts'
import { useTabTitle } from '../documents/use-tab-title.ts'
import { KindIcon } from '../features/explorer/kind-icon.tsx'
import { liveStore } from '../live/live-store.ts'
import styles from './dock.module.css'

/** What is written on the tab of a document. The tab itself, with role and keys, is dockview's. */
export function DocumentTab({ api }: IDockviewPanelHeaderProps) {
  const open = useOpenDocument(api.id)
  return open === undefined ? null : <OpenTab open={open} api={api} />
}

type OpenTabProps = { readonly open: OpenDocument; readonly api: IDockviewPanelHeaderProps['api'] }

function OpenTab({ open, api }: OpenTabProps) {
  const { t } = useTranslation('documents')
  const { name, place, hint, spoken } = useTabTitle(open)
  // dockview names the tab for screen readers by its title.
  useEffect(() => api.setTitle(spoken), [api, spoken])
  return (
    <div
      className={styles.tab}
      data-preview={open.preview || undefined}
      title={place === '' ? name : `${name}\n${place}`}
    >
      <TabIcon document={currentOf(open.history)} />
      <span className={styles.name}>{name}</span>
      {hint !== '' && <span className={styles.hint}>{hint}</span>}
      {/* For the mouse: a tab may hold nothing that takes the focus, and Delete, Alt+W and the menu close it too. */}
      <span className={styles.close} data-close={open.id} aria-hidden="true" title={t('close', { name })}>
        <IconX size={13} />
      </span>
    </div>
  )
}

function TabIcon({ document }: { readonly document: WorkbenchDocument }) {
  switch (document.view) {
    case 'welcome':
      return <IconCompass size={14} stroke={1.7} aria-hidden="true" />
    case 'matrix':
      return <IconTable size={14} stroke={1.7} aria-hidden="true" />
    case 'proxy-file':
      return <IconFileCode size={14} stroke={1.7} aria-hidden="true" />
    case 'unknown':
      return <IconMapOff size={14} stroke={1.7} aria-hidden="true" />
    case 'pod': {
      const { cluster, pod } = document
      const state = liveStore.stateOf(formatTopic({ kind: 'pods', cluster }))
      const pods = state?.kind === 'pods' ? state.pods : []
      const known = pods.find(({ namespace, name }) => namespace === pod.namespace && name === pod.name)
      return <KindIcon kind={known?.kind ?? 'sidecar'} size={14} />
    }
  }
}
