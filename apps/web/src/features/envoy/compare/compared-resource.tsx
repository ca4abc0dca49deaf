import type { ResourceKind } from '@portolan/envoy/dump/proxy-dump'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { NotRead } from '../not-read.tsx'
import { deskLink } from '../worker/desk-link.ts'
import { contextLines } from './context-lines.ts'
import styles from './compare.module.css'

type ComparedResourceProps = {
  readonly comparison: number
  readonly kind: ResourceKind
  readonly name: string
}

/** Where one resource differs, value by value, and then both texts, line by line. */
export function ComparedResourceView({ comparison, kind, name }: ComparedResourceProps) {
  const { t } = useTranslation('envoy')
  const query = useQuery({
    queryKey: ['envoy-compared', comparison, kind, name],
    queryFn: async ({ signal }) =>
      (await deskLink.call('compared', { comparison, kind, name }, signal)) ?? null,
    gcTime: 0,
  })
  const { data } = query
  const lines = useMemo(() => (data ? contextLines(data.lines) : []), [data])
  if (data === undefined) return <NotRead query={query} what={name} />
  if (data === null) return <p className={styles.hint}>{t('compare.gone')}</p>
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.resource} tabIndex={0} role="region" aria-label={name}>
      <h2>{name}</h2>
      {data.differences.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('compare.path')}</th>
              <th scope="col">{t('compare.left')}</th>
              <th scope="col">{t('compare.right')}</th>
            </tr>
          </thead>
          <tbody>
            {data.differences.map(({ path, a, b }) => (
              <tr key={path}>
                <th scope="row">{path}</th>
                <td>{a ?? t('absent')}</td>
                <td>{b ?? t('absent')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!data.exact && <p>{t('compare.inexact')}</p>}
      <pre>
        {lines.map(({ on, text, place }) => (
          <span key={place} data-on={on}>
            {signs[on]}
            {on === 'gap' ? t('compare.gap', { count: Number(text) }) : text}
            {'\n'}
          </span>
        ))}
      </pre>
    </div>
  )
}

const signs = { both: '  ', a: '- ', b: '+ ', gap: '  ' } as const
