import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ProxyFileOfDocument } from '../../documents/document.ts'
import { ArchivedProxyList } from './archived-proxy-list.tsx'
import { ProxyOfFile } from './proxy-of-file.tsx'
import { deskLink } from './worker/desk-link.ts'
import styles from './envoy.module.css'

/** A file that somebody opened: a proxy’s answers in the same views, or an archive’s proxies to choose from. */
export function ProxyFileDocument({ document }: { readonly document: ProxyFileOfDocument }) {
  const { t } = useTranslation('envoy')
  const { id, name } = document
  const { data } = useQuery({
    queryKey: ['envoy-file', id],
    // A query may not give undefined.
    queryFn: async ({ signal }) =>
      (await deskLink.call('openedFile', { id }, signal)) ?? { kind: 'gone' as const },
    staleTime: Infinity,
  })
  switch (data?.kind) {
    case undefined:
      return <div className={styles.waiting} aria-busy="true" />
    case 'archive':
      return <ArchivedProxyList id={id} name={name} proxies={data.proxies} />
    case 'proxy':
      return <ProxyOfFile document={document} />
    case 'recording':
    case 'gone':
      return <p className={styles.none}>{t('fileGone', { name })}</p>
  }
}
