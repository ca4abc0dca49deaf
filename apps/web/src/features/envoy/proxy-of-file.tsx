import { useMemo } from 'react'
import type { ProxyFileOfDocument } from '../../documents/document.ts'
import { documents } from '../../documents/document-store.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import { readEnvoySearch, writeEnvoySearch } from './envoy-search.ts'
import { ProxySections } from './proxy-sections.tsx'
import styles from './envoy.module.css'

/** A proxy as a file holds it: the same views, with nobody to ask. */
export function ProxyOfFile({ document }: { readonly document: ProxyFileOfDocument }) {
  const { id: tab } = useThisDocument()
  const { id, name, q } = document
  const search = useMemo(() => readEnvoySearch(q), [q])
  const source = useMemo(() => ({ kind: 'file' as const, id, name }), [id, name])
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
