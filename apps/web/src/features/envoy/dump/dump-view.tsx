import { dumpParts } from '@portolan/envoy/ask/dump-parts'
import type { DumpPart } from '@portolan/envoy/ask/dump-parts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../../documents/search-text.ts'
import { ProblemNotice } from '../../problem/problem-notice.tsx'
import { deskLink } from '../worker/desk-link.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { DumpText } from './dump-text.tsx'
import styles from '../envoy.module.css'

/** The config dump as Envoy writes it: a part, some names, or all of it. Nothing is asked before the reader says so. */
export function DumpView({ source }: { readonly source: ProxySource }) {
  const { t } = useTranslation('envoy')
  // A file is there as it is.
  const parts = source.kind === 'file' ? (['whole'] as const) : dumpParts
  const [part, setPart] = useState<DumpPart>(parts[0] ?? 'whole')
  const [names, setNames] = useState('')
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (ask: { readonly part: DumpPart; readonly names: string }) =>
      deskLink.call('dump', { source, ...ask }),
  })
  return (
    <div className={styles.table}>
      <form
        className="tool-line"
        onSubmit={(event) => {
          event.preventDefault()
          mutate({ part, names })
        }}
      >
        <select
          aria-label={t('dump.part')}
          value={part}
          onChange={({ currentTarget: { value } }) => setPart(oneOf(dumpParts, value) ?? part)}
        >
          {parts.map((one) => (
            <option key={one} value={one}>
              {one === 'whole' ? t('dump.whole') : one}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label={t('dump.names')}
          placeholder={t('dump.names')}
          value={names}
          onChange={({ currentTarget }) => setNames(currentTarget.value)}
        />
        <button type="submit" className="button" disabled={isPending}>
          {t('dump.read')}
        </button>
        {part === 'whole' && source.kind === 'pod' && (
          <span className={styles.warning}>{t('dump.cost')}</span>
        )}
      </form>
      {isPending && (
        <div className={styles.waiting} aria-busy="true">
          <output>{t('loading', { what: t('section.dump') })}</output>
        </div>
      )}
      {!isPending && error !== null && (
        <ProblemNotice error={error} onRetry={() => mutate({ part, names })} />
      )}
      {!isPending && error === null && data === undefined && <p className={styles.none}>{t('dump.begin')}</p>}
      {!isPending && error === null && data !== undefined && (
        <DumpText key={data.id} dump={data} name={source.kind === 'pod' ? source.pod : source.name} />
      )}
    </div>
  )
}
