import type { ArchivedProxy } from '@portolan/envoy/archive/archived-proxies'
import { archivedAnswers } from '@portolan/envoy/archive/archived-proxies'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documents } from '../../documents/document-store.ts'
import { proxyInArchive } from './worker/proxy-in-archive.ts'
import styles from './envoy.module.css'
import own from './archive.module.css'

type ArchivedProxyListProps = {
  readonly id: string
  readonly name: string
  readonly proxies: readonly ArchivedProxy[]
}

/** The proxies of an archive, each with what the archive holds of it and what it lacks; one opens in a document of its own. */
export function ArchivedProxyList({ id, name, proxies }: ArchivedProxyListProps) {
  const { t } = useTranslation('envoy')
  const [wanted, setWanted] = useState('')
  const words = wanted.toLowerCase().split(/\s+/)
  const shown = proxies.filter(({ namespace, pod }) =>
    words.every((word) => `${namespace}/${pod}`.includes(word)),
  )
  return (
    <div className={styles.file}>
      <header>
        <h1>{name}</h1>
      </header>
      <div className="tool-line">
        <input
          type="search"
          aria-label={t('archive.filter')}
          placeholder={t('archive.filter')}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        <span className="tool-count">{t('archive.proxies', { count: shown.length })}</span>
      </div>
      <div className={own.list}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('archive.proxy')}</th>
              <th scope="col">{t('archive.holds')}</th>
              <th scope="col">{t('archive.lacks')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((proxy) => (
              <tr key={`${proxy.namespace}/${proxy.pod}`}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.link}
                    onClick={() => documents.open({ view: 'proxy-file', ...proxyInArchive(id, name, proxy) })}
                  >
                    {proxy.namespace}/{proxy.pod}
                  </button>
                </th>
                <td>{archivedAnswers.filter((one) => proxy.files[one] !== undefined).join(', ')}</td>
                <td>{archivedAnswers.filter((one) => proxy.files[one] === undefined).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
