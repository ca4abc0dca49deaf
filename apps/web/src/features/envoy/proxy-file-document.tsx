import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProxyFileOfDocument } from '../../documents/document.ts'
import { documents } from '../../documents/document-store.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import { readEnvoySearch, writeEnvoySearch } from './envoy-search.ts'
import { ProxySections } from './proxy-sections.tsx'
import { deskLink } from './worker/desk-link.ts'
import styles from './envoy.module.css'

/** A config dump that somebody opened as a file: the same views, with nobody to ask. */
export function ProxyFileDocument({ document }: { readonly document: ProxyFileOfDocument }) {
  const { t } = useTranslation('envoy')
  const { id: tab } = useThisDocument()
  const { id, name, q } = document
  const search = useMemo(() => readEnvoySearch(q), [q])
  const source = useMemo(() => ({ kind: 'file' as const, id, name }), [id, name])
  const known = useQuery({
    queryKey: ['envoy-file', id],
    queryFn: ({ signal }) => deskLink.call('hasFile', { id }, signal),
    staleTime: Infinity,
  })
  if (known.data === undefined) return <div className={styles.waiting} aria-busy="true" />
  if (!known.data) return <p className={styles.none}>{t('fileGone', { name })}</p>
  return (
    <div className={styles.file}>
      <header>
        <h1>{name}</h1>
      </header>
      <ProxySections
        source={source}
        search={search}
        onGo={(to, how) =>
          documents.change(tab, { ...document, q: writeEnvoySearch({ ...search, ...to }) }, how)
        }
      />
    </div>
  )
}
