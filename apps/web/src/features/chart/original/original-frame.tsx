import type { ChartPort } from '@portolan/contract/chart'
import type { PodDetail } from '@portolan/contract/pods'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clusterQuery } from '../../session/query.ts'
import { ProblemNotice } from '../../problem/problem-notice.tsx'
import { frameAddress } from './frame-address.ts'
import { capabilityQuery } from './query.ts'
import styles from './original-page.module.css'

type OriginalFrameProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly port: ChartPort
  readonly page: string
  readonly onOpen: (page: string) => void
}

/** One original page with its address, as the pod serves it. */
export function OriginalFrame({ cluster, detail, port, page, onOpen }: OriginalFrameProps) {
  const { t } = useTranslation('chart')
  const [round, setRound] = useState(0)
  const listId = useId()
  const { pod } = detail.chart
  const number = port.number.kind === 'known' ? port.number.value : port.number.usual
  const capability = useQuery(
    capabilityQuery({
      cluster,
      namespace: pod.namespace,
      pod: pod.name,
      uid: pod.uid,
      port: number,
      confirmed: port.id === 'application',
    }),
  )
  const user = useQuery(clusterQuery(cluster)).data?.user
  const paths = port.endpoints.filter(({ method, path }) => method === 'GET' && !path.includes('{'))
  async function reload(): Promise<void> {
    await capability.refetch()
    setRound(round + 1)
  }
  return (
    <>
      <form
        // Another address in the URL is another text in the field.
        key={page}
        className={styles.address}
        onSubmit={(event) => {
          event.preventDefault()
          const wanted = new FormData(event.currentTarget).get('page')
          if (typeof wanted === 'string') onOpen(wanted.startsWith('/') ? wanted : `/${wanted}`)
        }}
      >
        <input
          name="page"
          defaultValue={page}
          list={listId}
          spellCheck={false}
          autoComplete="off"
          aria-label={t('original.address')}
        />
        <datalist id={listId}>
          {paths.map(({ id, path }) => (
            <option key={id} value={path}>
              {path}
            </option>
          ))}
        </datalist>
        <Button size="compact-sm" type="submit">
          {t('original.go')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void reload()}>
          {t('original.reload')}
        </Button>
      </form>
      <p className={styles.limits}>
        {user === undefined
          ? t('original.provenance', { pod: formatPodRef(pod), port: number })
          : t('original.provenanceAs', { pod: formatPodRef(pod), port: number, user })}{' '}
        {t('original.limits')}
        {port.id.endsWith('ctrlz') && ` ${t('original.ctrlz')}`}
      </p>
      {capability.isPending && (
        <output className={styles.hint}>{t('original.opening', { port: number })}</output>
      )}
      {capability.isError && (
        <ProblemNotice error={capability.error} onRetry={() => void capability.refetch()} />
      )}
      {capability.data !== undefined && (
        <iframe
          // A page that navigated inside the frame is brought back by a new frame.
          key={`${capability.data.path} ${page} ${round}`}
          className={styles.frame}
          src={frameAddress(capability.data.path, page)}
          title={t('original.frame', { pod: formatPodRef(pod), port: number })}
          sandbox="allow-forms allow-downloads"
          referrerPolicy="no-referrer"
        />
      )}
    </>
  )
}
