import { explainEndpoint } from '@portolan/catalog/explain/endpoint-key'
import type { ChartPort, Endpoint } from '@portolan/contract/chart'
import { hasPages } from './original/has-pages.ts'
import { useExplanations } from './use-explanations.ts'
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
  const explanations = useExplanations().data
  /** What the endpoint answers or does, for a title: it is read out and shown on hover. */
  const meaning = (endpoint: Endpoint) =>
    explanations === undefined
      ? undefined
      : explainEndpoint(explanations, port.id, endpoint)?.replaceAll('`', '')
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
        {openable.map((endpoint) => (
          <li key={endpoint.id}>
            <button
              type="button"
              className={styles.endpoint}
              title={meaning(endpoint) ?? t('chart:endpoint.open', { path: endpoint.path })}
              onClick={() => onOpen(endpoint.path)}
            >
              {endpoint.path}
              {endpoint.danger === 'costly' && <small>{t('chart:endpoint.danger.costly')}</small>}
            </button>
          </li>
        ))}
        {others.map((endpoint) => {
          const danger = t(`chart:endpoint.danger.${endpoint.danger}`)
          const refused = t('chart:endpoint.refused', { danger })
          return (
            <li key={endpoint.id}>
              <span className={styles.refused} title={[meaning(endpoint), refused].join('\n').trim()}>
                {endpoint.method} {endpoint.path}
                <small>{danger}</small>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
