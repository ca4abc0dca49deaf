import type { PodEvent, PodHealth } from '@portolan/contract/health'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { Said } from '../problem/said.tsx'
import { Ago } from './ago.tsx'
import { useHealthWords } from './use-health-words.ts'
import styles from './health.module.css'

/** What was told of the pod by the kubelet, the scheduler and others, latest first. */
export function EventTable({ events }: { readonly events: PodHealth['events'] }) {
  const { t } = useHealthWords()
  if (events.kind === 'unread') {
    return (
      <div className={styles.unread}>
        <p>{t(`events.${events.reason}`)}</p>
        <Said text={events.text} />
      </div>
    )
  }
  if (events.events.length === 0) return <p className={styles.empty}>{t('events.none')}</p>
  return (
    <table className={styles.table} aria-label={t('events.title')}>
      <thead>
        <tr>
          <th scope="col">{t('events.reason')}</th>
          <th scope="col">{t('events.message')}</th>
          <th scope="col">{t('events.count')}</th>
          <th scope="col">{t('events.when')}</th>
          <th scope="col">{t('events.by')}</th>
        </tr>
      </thead>
      <tbody>
        {events.events.map((event) => (
          <EventRow
            key={`${event.reason} ${event.container ?? ''} ${event.message} ${event.firstAt ?? ''}`}
            event={event}
          />
        ))}
      </tbody>
    </table>
  )
}

function EventRow({ event }: { readonly event: PodEvent }) {
  const { t, moment } = useHealthWords()
  const { type, reason, message, count, firstAt, lastAt, by, container } = event
  const isWarning = type === 'Warning'
  const Sign = isWarning ? IconAlertTriangle : IconInfoCircle
  return (
    <tr data-warning={isWarning || undefined}>
      <th scope="row">
        <Sign size={14} aria-hidden="true" />
        <span className="visually-hidden">{t(isWarning ? 'events.warning' : 'events.normal')} </span>
        {reason}
      </th>
      <td>
        {container !== undefined && <b>{container}: </b>}
        {message}
      </td>
      <td>{count}</td>
      <td>
        {lastAt !== undefined && <Ago at={lastAt} />}
        {firstAt !== undefined && count > 1 && <small>{t('events.since', { time: moment(firstAt) })}</small>}
      </td>
      <td>{by}</td>
    </tr>
  )
}
