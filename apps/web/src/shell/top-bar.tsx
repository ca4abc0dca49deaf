import { IconSearch, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useExplorerSearch } from '../documents/address-bar.ts'
import { clusterOf } from '../documents/document.ts'
import { DocumentLink } from '../documents/document-link.tsx'
import { useActiveDocument } from '../documents/use-documents.ts'
import { meshTreeId } from '../features/explorer/mesh-explorer.tsx'
import { currentCluster, useSession } from '../features/session/session-context.ts'
import { BrandMark } from './brand-mark.tsx'
import { findInputId } from './find-input.ts'
import styles from './top-bar.module.css'

/** Brand, where one is, and the search that filters the explorer. */
export function TopBar({ onFind }: { readonly onFind: () => void }) {
  const { t } = useTranslation('shell')
  const session = useSession()
  const [{ q }, setSearch] = useExplorerSearch()
  const active = useActiveDocument()
  const cluster = clusterOf(active) ?? currentCluster(session)
  const setQuery = (text: string) => {
    onFind()
    setSearch({ q: text === '' ? undefined : text })
  }
  return (
    <header className={styles.bar}>
      <DocumentLink document={{ view: 'welcome' }} className={styles.brand}>
        <BrandMark size={20} />
        {t('brand')}
      </DocumentLink>
      {cluster !== undefined && (
        <span className={styles.context} title={cluster}>
          <span>{cluster}</span>
          {active.view === 'pod' && <span> · {active.pod.namespace}</span>}
        </span>
      )}
      <search className={styles.find}>
        <IconSearch size={15} stroke={1.7} aria-hidden="true" />
        <input
          id={findInputId}
          type="text"
          aria-label={t('find.label')}
          aria-controls={meshTreeId}
          placeholder={t('find.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={q ?? ''}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              if (q === undefined) event.currentTarget.blur()
              else setQuery('')
            } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault()
              document.getElementById(meshTreeId)?.focus()
            }
          }}
        />
        {q === undefined ? (
          <kbd className={styles.keys}>/</kbd>
        ) : (
          <button
            type="button"
            className="icon-button"
            aria-label={t('find.clear')}
            title={t('find.clear')}
            onClick={() => setQuery('')}
          >
            <IconX size={14} aria-hidden="true" />
          </button>
        )}
      </search>
    </header>
  )
}
