import { useTranslation } from 'react-i18next'
import type { NextHost } from './next-proxy.ts'
import styles from './trace.module.css'

type HostListProps = {
  readonly hosts: readonly NextHost[]
  /** Into a workload, the way ends at its container. */
  readonly mayBeFollowed: boolean
  readonly followed: string | undefined
  readonly onFollow: (address: string | undefined) => void
}

/** More are counted. */
const mostShown = 20

/** Who may get the request; a pod with an Envoy can be followed to. */
export function HostList({ hosts, mayBeFollowed, followed, onFollow }: HostListProps) {
  const { t } = useTranslation('trace')
  if (hosts.length === 0) return null
  // Those that can be followed come first.
  const sorted = [...hosts].sort((a, b) => Number(a.next === undefined) - Number(b.next === undefined))
  const rest = Math.max(0, hosts.length - mostShown)
  return (
    <section aria-label={t('hosts')}>
      <h2>{t('hosts')}</h2>
      <ul className={styles.hosts}>
        {sorted.slice(0, mostShown).map(({ address, workload, next }) => (
          <li key={address}>
            <code>{address}</code> {workload !== undefined && <span className={styles.soft}>{workload}</span>}
            {next !== undefined && (
              <button
                type="button"
                className="tool"
                aria-pressed={address === followed}
                onClick={() => onFollow(address === followed ? undefined : address)}
              >
                {address === followed ? t('unfollow') : t('follow', { pod: `${next.namespace}/${next.pod}` })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={styles.soft}>{t('more', { count: rest })}</p>}
      {mayBeFollowed && hosts.every(({ next }) => next === undefined) && (
        <p className={styles.soft}>{t('noPod')}</p>
      )}
    </section>
  )
}
