import { useEffect } from 'react'
import { IconCompass, IconMapOff, IconX } from '@tabler/icons-react'
import type { IDockviewPanelHeaderProps } from 'dockview-react'
import { useTranslation } from 'react-i18next'
import { formatTopic } from '@portolan/contract/topics'
import { isSameSubject } from '../documents/document.ts'
import type { WorkbenchDocument } from '../documents/document.ts'
import { currentOf } from '../documents/document-history.ts'
import { documents } from '../documents/document-store.ts'
import { titleOf } from '../documents/document-title.ts'
import { useDocuments } from '../documents/use-documents.ts'
import { KindIcon } from '../features/explorer/kind-icon.tsx'
import { liveStore } from '../live/live-store.ts'
import styles from './dock.module.css'

/** What is written on the tab of a document, and its close button. The tab itself, with role and keys, is dockview's. */
export function DocumentTab({ api }: IDockviewPanelHeaderProps) {
  const { t } = useTranslation('documents')
  const { documents: all } = useDocuments()
  const open = all.find(({ id }) => id === api.id)
  const words = { welcome: t('welcome'), unknown: t('unknown') }
  const document = open && currentOf(open.history)
  const { name, hint } = document === undefined ? { name: '', hint: '' } : titleOf(document, words)
  const alike = all.some(
    ({ history }) =>
      document !== undefined &&
      !isSameSubject(currentOf(history), document) &&
      titleOf(currentOf(history), words).name === name,
  )
  const told = alike ? hint : ''
  // dockview names the tab for screen readers by its title.
  const spoken = told === '' ? name : `${name}, ${told}`
  useEffect(() => api.setTitle(spoken), [api, spoken])
  if (open === undefined || document === undefined) return null
  return (
    <div
      className={styles.tab}
      data-preview={open.preview || undefined}
      title={hint === '' ? name : `${name}\n${hint}`}
    >
      <TabIcon document={document} />
      <span className={styles.name}>{name}</span>
      {told !== '' && <span className={styles.hint}>{told}</span>}
      {/* A tab may hold nothing that takes the focus: for the keyboard there are Delete, Alt+W and the menu. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span
        className={styles.close}
        aria-hidden="true"
        title={t('close', { name })}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation()
          documents.close(open.id)
        }}
      >
        <IconX size={13} />
      </span>
    </div>
  )
}

function TabIcon({ document }: { readonly document: WorkbenchDocument }) {
  switch (document.view) {
    case 'welcome':
      return <IconCompass size={14} stroke={1.7} aria-hidden="true" />
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
