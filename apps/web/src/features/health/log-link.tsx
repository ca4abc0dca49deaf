import type { ReactNode } from 'react'
import { currentOf } from '../../documents/document-history.ts'
import { DocumentLink } from '../../documents/document-link.tsx'
import { useThisDocument } from '../../documents/use-documents.ts'
import { withShow } from '../pod/use-pod-view.ts'
import { logSearch } from './health-search.ts'
import styles from './health.module.css'

type LogLinkProps = {
  readonly containers: readonly string[]
  readonly previous: boolean
  readonly label: string
  readonly children: ReactNode
}

/** Leads to the log of some containers, in the same document. */
export function LogLink({ containers, previous, label, children }: LogLinkProps) {
  const { id, history } = useThisDocument()
  const document = currentOf(history)
  if (document.view !== 'pod') return null
  return (
    <DocumentLink
      className={styles.logLink}
      document={withShow({ q: logSearch(containers, previous) })(document)}
      within={id}
      aria-label={label}
    >
      {children}
    </DocumentLink>
  )
}
