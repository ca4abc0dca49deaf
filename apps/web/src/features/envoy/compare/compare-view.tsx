import type { ResourceKind } from '@portolan/envoy/dump/proxy-dump'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import { GapList } from '../gap-list.tsx'
import { NotRead } from '../not-read.tsx'
import { deskLink } from '../worker/desk-link.ts'
import type { Moment, SideChoice } from '../worker/desk-messages.ts'
import { keyOfSource, nameOfSource } from '../worker/proxy-source.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { ComparedResourceView } from './compared-resource.tsx'
import { ComparisonList } from './comparison-list.tsx'
import { OtherSide } from './other-side.tsx'
import { useOtherSides } from './use-other-sides.ts'
import styles from '../envoy.module.css'
import own from './compare.module.css'

const none: readonly Moment[] = []

/** What this proxy holds beside what istiod would send it, what another pod or a file holds, or what it held before. */
export function CompareView({ source }: { readonly source: ProxySource }) {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  const [other, setOther] = useState<string>()
  const [chosen, setChosen] = useState<{ readonly kind: ResourceKind; readonly name: string }>()
  const moments = useQuery({
    queryKey: ['envoy-moments'],
    queryFn: ({ signal }) => deskLink.call('moments', {}, signal),
  })
  const groups = useOtherSides(source, moments.data ?? none)
  const options = groups.flatMap((group) => group.options)
  const chosenOther = options.find(({ key }) => key === other) ?? options[0]
  const keep = useMutation({
    mutationFn: () => deskLink.call('keep', { source, name: nameOfSource(source) }),
    onSuccess: () => void moments.refetch(),
  })
  const comparison = useMutation({
    mutationFn: (b: SideChoice) => deskLink.call('compare', { a: { kind: 'now', source }, b }),
    onMutate: () => setChosen(undefined),
  })
  const { data, isIdle, isPending } = comparison
  return (
    <div className={styles.table}>
      <form
        className="tool-line"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosenOther !== undefined) comparison.mutate(chosenOther.choice)
        }}
      >
        <span>{t('compare.with', { pod: nameOfSource(source) })}</span>
        <OtherSide
          source={source}
          groups={groups}
          moments={moments.data ?? none}
          chosen={chosenOther}
          onChoose={setOther}
        />
        <button type="submit" className="button" disabled={isPending || chosenOther === undefined}>
          {t('compare.compare')}
        </button>
        <button type="button" className="tool" disabled={keep.isPending} onClick={() => keep.mutate()}>
          {t('compare.keep')}
        </button>
        {keep.data !== undefined && (
          <output>{t('compare.kept', { time: formatMoment(keep.data.readAt, language) })}</output>
        )}
        {data !== undefined && (
          <span className="tool-count">
            {data.drifted === 0 ? t('compare.same') : t('compare.drifted', { count: data.drifted })}
          </span>
        )}
      </form>
      {isIdle && (
        <p className={styles.none}>{chosenOther === undefined ? t('compare.nothing') : t('compare.begin')}</p>
      )}
      {!isIdle && data === undefined && (
        <NotRead
          query={{
            ...comparison,
            refetch: () => {
              if (chosenOther !== undefined) comparison.mutate(chosenOther.choice)
            },
          }}
          what={t('section.compare')}
        />
      )}
      {data !== undefined && <GapList gaps={data.gaps} />}
      {data !== undefined && (
        <div className={styles.split}>
          <ComparisonList
            key={`${keyOfSource(source)} ${data.id}`}
            comparison={data}
            chosen={chosen}
            onChoose={setChosen}
          />
          {chosen === undefined ? (
            <p className={own.hint}>{t('compare.choose')}</p>
          ) : (
            <ComparedResourceView comparison={data.id} kind={chosen.kind} name={chosen.name} />
          )}
        </div>
      )}
    </div>
  )
}
