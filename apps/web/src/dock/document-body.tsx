import { Suspense, lazy } from 'react'
import type { OpenDocument } from '../documents/document-store.ts'
import { currentOf } from '../documents/document-history.ts'
import { loadLaterMessages } from '../i18n/start-i18n.ts'
import { ThisDocument } from '../documents/use-documents.ts'
import { CrashGuard } from '../shell/crashed.tsx'
import { NotFound } from '../shell/not-found.tsx'
import styles from './dock.module.css'

const Welcome = lazy(async () => ({ default: (await import('../features/welcome/welcome.tsx')).Welcome }))
const PodDocument = lazy(async () => ({
  default: (await import('../features/pod/pod-document.tsx')).PodDocument,
}))

// Its words come with it.
const MatrixDocument = lazy(async () => {
  const [view] = await Promise.all([import('../features/matrix/matrix-document.tsx'), loadLaterMessages()])
  return { default: view.MatrixDocument }
})

const ProxyFileDocument = lazy(async () => {
  const [view] = await Promise.all([import('../features/envoy/proxy-file-document.tsx'), loadLaterMessages()])
  return { default: view.ProxyFileDocument }
})

/** What stands in a tab. A fault in it stays in it. */
export function DocumentBody({ open }: { readonly open: OpenDocument }) {
  return (
    <ThisDocument value={open}>
      <CrashGuard key={open.id}>
        <Suspense fallback={<div className={styles.body} aria-busy="true" />}>
          <View open={open} />
        </Suspense>
      </CrashGuard>
    </ThisDocument>
  )
}

function View({ open }: { readonly open: OpenDocument }) {
  const document = currentOf(open.history)
  switch (document.view) {
    case 'welcome':
      return <Welcome cluster={document.cluster} />
    case 'pod':
      return <PodDocument document={document} />
    case 'matrix':
      return <MatrixDocument document={document} />
    case 'proxy-file':
      return <ProxyFileDocument document={document} />
    case 'unknown':
      return <NotFound />
  }
}
