import { useTranslation } from 'react-i18next'
import { useTopic } from '../../../live/use-live.ts'
import { formatMoment } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import type { Moment, SideChoice } from '../worker/desk-messages.ts'
import type { ProxySource } from '../worker/proxy-source.ts'

type OtherSideProps = {
  readonly source: Extract<ProxySource, { kind: 'pod' }>
  readonly moments: readonly Moment[]
  readonly chosen: SideChoice
  readonly onChoose: (choice: SideChoice) => void
}

/** With what a proxy is compared: istiod, a moment that was kept, another pod that has an Envoy. */
export function OtherSide({ source, moments, chosen, onChoose }: OtherSideProps) {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  const pods = useTopic({ kind: 'pods', cluster: source.cluster })
  const others =
    pods?.kind === 'pods'
      ? pods.pods.filter(
          ({ kind, namespace, name }) =>
            withEnvoy.has(kind) && !(namespace === source.namespace && name === source.pod),
        )
      : []
  const value =
    chosen.kind === 'now' && chosen.source.kind === 'pod'
      ? `pod ${chosen.source.namespace}/${chosen.source.pod}`
      : chosen.kind === 'moment'
        ? `moment ${chosen.id}`
        : 'istiod'
  const choose = (wanted: string) => {
    const [kind, what = ''] = wanted.split(' ')
    const [namespace = '', pod = ''] = what.split('/')
    if (kind === 'pod')
      onChoose({ kind: 'now', source: { kind: 'pod', cluster: source.cluster, namespace, pod } })
    else if (kind === 'moment') onChoose({ kind: 'moment', id: Number(what) })
    else onChoose({ kind: 'istiod', source })
  }
  return (
    <select
      aria-label={t('compare.other')}
      value={value}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="istiod">{t('compare.istiod')}</option>
      {moments.length > 0 && (
        <optgroup label={t('compare.moments')}>
          {moments.map(({ id, name, readAt }) => (
            <option key={id} value={`moment ${id}`}>
              {name}, {formatMoment(readAt, language)}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={t('compare.pods')}>
        {others.map(({ namespace, name }) => (
          <option key={`${namespace}/${name}`} value={`pod ${namespace}/${name}`}>
            {namespace}/{name}
          </option>
        ))}
      </optgroup>
    </select>
  )
}

/** Kinds of pods in which an Envoy runs. */
const withEnvoy: ReadonlySet<string> = new Set(['sidecar', 'gateway', 'waypoint'])
