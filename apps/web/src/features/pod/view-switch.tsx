import { useTranslation } from 'react-i18next'
import { DocumentLink } from '../../documents/document-link.tsx'
import { currentOf } from '../../documents/document-history.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import { useThisTitle } from '../../documents/use-tab-title.ts'
import { podViews } from './pod-search.ts'
import type { PodSearch } from './pod-search.ts'
import { withShow } from './use-pod-view.ts'
import styles from './pod-header.module.css'

/** The views of one pod, as links: each opens in a tab of its own as well. */
export function ViewSwitch({ show }: { readonly show: PodSearch }) {
  const { t } = useTranslation('pod')
  const { id, history } = useThisDocument()
  const title = useThisTitle()
  const document = currentOf(history)
  if (document.view !== 'pod') return null
  return (
    <nav className={styles.views} aria-label={t('views', { title })}>
      {podViews.map((one) => (
        <DocumentLink
          key={one}
          document={withShow({ view: one === 'chart' ? undefined : one, q: undefined })(document)}
          within={id}
          aria-current={(show.view ?? 'chart') === one ? 'page' : undefined}
        >
          {t(`view.${one}`)}
        </DocumentLink>
      ))}
    </nav>
  )
}
