import { requestReasons } from '@portolan/contract/journal'
import type { JournalEntry } from '@portolan/contract/journal'
import { routes } from '@portolan/contract/routes'
import { IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../api/call-api.ts'
import { useTopic } from '../../live/use-live.ts'
import { useSession } from '../session/session-context.ts'
import { FailureLine } from './failure-line.tsx'
import { PanelEmpty } from './panel-empty.tsx'
import { RequestDetail } from './request-detail.tsx'
import { filterRequests, noFilter } from './request-filter.ts'
import type { RequestFilter } from './request-filter.ts'
import { RequestTable } from './request-table.tsx'
import { useRequestWords } from './use-request-words.ts'
import styles from './panel-view.module.css'

const none: readonly JournalEntry[] = []

/** Everything that is sent on the user's behalf, as it is sent. Being open is what keeps it coming. */
export function RequestsView() {
  const words = useRequestWords()
  const { t } = words
  const state = useTopic({ kind: 'requests' })
  const { clusters } = useSession()
  const [filter, setFilter] = useState<RequestFilter>(noFilter)
  const [chosen, setChosen] = useState<number>()
  /** What stood there when it was paused. */
  const [paused, setPaused] = useState<readonly JournalEntry[]>()
  const clear = useMutation({ mutationFn: () => callApi(routes.clearRequests, { params: {} }) })

  const live = state?.kind === 'requests' ? state.requests : none
  const requests = paused ?? live
  const shown = filterRequests(requests, filter)
  const entry = live.find(({ id }) => id === chosen) ?? requests.find(({ id }) => id === chosen)
  const clustersSeen = [...new Set(requests.map(({ cluster }) => cluster))].toSorted()
  const reasonsSeen = requestReasons.filter((reason) => requests.some(({ why }) => why === reason))
  const change = (part: Partial<RequestFilter>) => setFilter({ ...filter, ...part })

  return (
    <div className={styles.view}>
      <div className={`tool-line ${styles.tools}`}>
        <input
          type="search"
          aria-label={t('requests.filter')}
          placeholder={t('requests.filter')}
          value={filter.text}
          onChange={({ currentTarget }) => change({ text: currentTarget.value })}
        />
        <select
          aria-label={t('requests.cluster')}
          value={filter.cluster ?? ''}
          onChange={({ currentTarget: { value } }) => change({ cluster: value === '' ? undefined : value })}
        >
          <option value="">{t('requests.everyCluster')}</option>
          {clustersSeen.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <select
          aria-label={t('requests.why')}
          value={filter.why ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ why: requestReasons.find((reason) => reason === value) })
          }
        >
          <option value="">{t('requests.everyReason')}</option>
          {reasonsSeen.map((reason) => (
            <option key={reason} value={reason}>
              {t(`requests.reasonShort.${reason}`)}
            </option>
          ))}
        </select>
        <label>
          <input
            type="checkbox"
            checked={filter.failedOnly}
            onChange={({ currentTarget }) => change({ failedOnly: currentTarget.checked })}
          />
          {t('requests.failedOnly')}
        </label>
        <span className="tool-count">
          {shown.length === requests.length
            ? t('requests.count', { count: requests.length })
            : t('requests.countOf', { shown: shown.length, count: requests.length })}
        </span>
        <button
          type="button"
          className="tool"
          aria-pressed={paused !== undefined}
          onClick={() => setPaused(paused === undefined ? live : undefined)}
        >
          {paused === undefined ? (
            <IconPlayerPause size={14} aria-hidden="true" />
          ) : (
            <IconPlayerPlay size={14} aria-hidden="true" />
          )}
          {t('requests.pause')}
        </button>
        <button
          type="button"
          className="tool"
          onClick={() => {
            setPaused(undefined)
            clear.mutate()
          }}
        >
          <IconTrash size={14} aria-hidden="true" /> {t('requests.clear')}
        </button>
      </div>
      {clear.isError && <FailureLine error={clear.error} />}
      {state === undefined ? (
        <PanelEmpty title={t('loading')} />
      ) : requests.length === 0 ? (
        <PanelEmpty title={t('requests.empty.title')} text={t('requests.empty.text')} />
      ) : shown.length === 0 ? (
        <PanelEmpty title={t('requests.nothingFits')}>
          <button type="button" className="button" onClick={() => setFilter(noFilter)}>
            {t('requests.showAll')}
          </button>
        </PanelEmpty>
      ) : (
        <div className={styles.split}>
          <RequestTable
            requests={shown}
            withCluster={clustersSeen.length > 1}
            chosen={chosen}
            onChoose={setChosen}
            words={words}
          />
          {entry !== undefined && (
            <RequestDetail
              key={entry.id}
              entry={entry}
              inKubeconfig={clusters.some(({ name, mode }) => name === entry.cluster && mode.kind === 'live')}
              words={words}
              onClose={() => setChosen(undefined)}
            />
          )}
        </div>
      )}
    </div>
  )
}
