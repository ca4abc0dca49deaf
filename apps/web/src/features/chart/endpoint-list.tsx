import type { ChartPort, Endpoint } from '@portolan/contract/chart'
import { hasPages } from './original/has-pages.ts'
import type { Words } from './use-words.ts'
import styles from './part-detail.module.css'

type EndpointListProps = {
  readonly port: ChartPort
  readonly words: Words
  readonly onOpen: (path: string) => void
}

function isOpenable({ method, danger, path }: Endpoint): boolean {
  return method === 'GET' && (danger === 'read' || danger === 'costly') && !path.includes('{')
}

/** What the port answers: safe pages open in the sandbox, the others are named with why they do not. */
export function EndpointList({ port, words: { t }, onOpen }: EndpointListProps) {
  if (!hasPages(port)) return null
  if (port.endpoints.length === 0) {
    return (
      <section className={styles.section}>
        <h3>{t('chart:detail.endpoints')}</h3>
        <button type="button" className={styles.endpoint} onClick={() => onOpen('/')}>
          {t('chart:detail.openOriginal')}
        </button>
      </section>
    )
  }
  const openable = port.endpoints.filter(isOpenable)
  const others = port.endpoints.filter((endpoint) => !isOpenable(endpoint) && !endpoint.path.includes('{'))
  return (
    <section className={styles.section}>
      <h3>{t('chart:detail.endpoints')}</h3>
      <ul className={styles.endpoints}>
        {openable.map(({ id, path, danger }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.endpoint}
              title={t('chart:endpoint.open', { path })}
              onClick={() => onOpen(path)}
            >
              {path}
              {danger === 'costly' && <small>{t('chart:endpoint.danger.costly')}</small>}
            </button>
          </li>
        ))}
        {others.map(({ id, method, path, danger }) => (
          <li key={id}>
            <span
              className={styles.refused}
              title={t('chart:endpoint.refused', { danger: t(`chart:endpoint.danger.${danger}`) })}
            >
              {method} {path}
              <small>{t(`chart:endpoint.danger.${danger}`)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
