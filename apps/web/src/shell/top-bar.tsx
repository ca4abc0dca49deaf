import { IconSearch, IconX } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { meshTreeId } from '../features/explorer/mesh-explorer.tsx'
import { currentCluster, useSession } from '../features/session/session-context.ts'
import { BrandMark } from './brand-mark.tsx'
import styles from './top-bar.module.css'

export const findInputId = 'find-pods'

/** Brand, where one is, and the search that filters the explorer. */
export function TopBar({ onFind }: { readonly onFind: () => void }) {
  const { t } = useTranslation('shell')
  const session = useSession()
  const navigate = useNavigate()
  const { q } = useSearch({ from: '__root__' })
  const open = useParams({ strict: false })
  const cluster = open.cluster ?? currentCluster(session)
  const setQuery = (text: string) => {
    onFind()
    void navigate({
      to: '.',
      search: (before) => ({ ...before, q: text === '' ? undefined : text }),
      replace: true,
    })
  }
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.brand}>
        <BrandMark size={20} />
        {t('brand')}
      </Link>
      {cluster !== undefined && (
        <span className={styles.context} title={cluster}>
          <span>{cluster}</span>
          {open.namespace !== undefined && <span> · {open.namespace}</span>}
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
          <kbd className={styles.keys}>Ctrl K</kbd>
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
