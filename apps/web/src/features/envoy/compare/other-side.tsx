import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import type { Moment } from '../worker/desk-messages.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import type { OtherSideGroup, OtherSideOption } from './other-sides.ts'

type OtherSideProps = {
  readonly source: ProxySource
  readonly groups: readonly OtherSideGroup[]
  readonly moments: readonly Moment[]
  readonly chosen: OtherSideOption | undefined
  readonly onChoose: (key: string) => void
}

/** With what a proxy is compared: istiod, a moment that was kept, an open file, another pod of this cluster or another. */
export function OtherSide({ source, groups, moments, chosen, onChoose }: OtherSideProps) {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  const own = source.kind === 'pod' ? source.cluster : undefined
  const nameOf = ({ name, choice }: OtherSideOption) => {
    if (choice.kind === 'istiod') return t('compare.istiod')
    const moment = choice.kind === 'moment' ? moments.find(({ id }) => id === choice.id) : undefined
    return moment === undefined ? name : `${name}, ${formatMoment(moment.readAt, language)}`
  }
  const labelOf = ({ kind, of = '' }: OtherSideGroup) => {
    if (kind !== 'pods') return t(`compare.${kind}`)
    return of === own ? t('compare.pods') : t('compare.podsOf', { cluster: of })
  }
  return (
    <select
      aria-label={t('compare.other')}
      value={chosen?.key ?? ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      {groups.map((group) => {
        const options = group.options.map((option) => (
          <option key={option.key} value={option.key}>
            {nameOf(option)}
          </option>
        ))
        // There is only one istiod to ask.
        return group.kind === 'istiod' ? (
          options
        ) : (
          <optgroup key={`${group.kind} ${group.of ?? ''}`} label={labelOf(group)}>
            {options}
          </optgroup>
        )
      })}
    </select>
  )
}
