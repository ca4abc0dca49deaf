import type { Chart } from '@portolan/contract/chart'
import type { ContainerHealth, EndedRun, PodHealth } from '@portolan/contract/health'
import { formatDuration } from '../panel/quantities.ts'
import { Ago } from './ago.tsx'
import { LastLines } from './last-lines.tsx'
import { useHealthWords } from './use-health-words.ts'
import styles from './health.module.css'

type EndedLivesProps = {
  readonly cluster: string
  readonly chart: Chart
  readonly health: PodHealth
  readonly container: ContainerHealth
}

/** The lives of a container that are over: how each ended, and what the last one wrote in the end. */
export function EndedLives({ cluster, chart, health, container }: EndedLivesProps) {
  const { t } = useHealthWords()
  const { name, state, ended, forgotten } = container
  const [latest] = ended
  const { namespace, name: pod } = chart.pod
  return (
    <section className={styles.lives} aria-label={t('lives.of', { container: name })}>
      <h4>{t('lives.title')}</h4>
      {ended.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['ended', 'lived', 'code', 'meaning', 'reason', 'signal'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`lives.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ended.map((run) => (
              <LifeRow key={`${run.startedAt ?? ''} ${run.finishedAt ?? ''}`} run={run} />
            ))}
          </tbody>
        </table>
      )}
      {forgotten > 0 && <p className={styles.empty}>{t('lives.forgotten', { count: forgotten })}</p>}
      {latest !== undefined && (
        <LastLines
          life={{
            cluster,
            pod: { namespace, name: pod },
            container: name,
            // Until it is started again, the last life's log is the present one.
            previous: state.kind !== 'ended',
            finishedAt: latest.finishedAt,
          }}
          access={health.logs}
          atOnce={state.kind !== 'running' && latest.exitCode !== 0}
        />
      )}
    </section>
  )
}

function LifeRow({ run }: { readonly run: EndedRun }) {
  const { t, language, moment } = useHealthWords()
  const { startedAt, finishedAt, exitCode, meaning, reason, signal, message } = run
  const lived =
    startedAt === undefined || finishedAt === undefined
      ? undefined
      : Date.parse(finishedAt) - Date.parse(startedAt)
  return (
    <tr data-bad={exitCode !== 0 || undefined}>
      <th scope="row">
        {finishedAt === undefined ? (
          t('lives.unknown')
        ) : (
          <>
            {moment(finishedAt)}{' '}
            <small>
              <Ago at={finishedAt} />
            </small>
          </>
        )}
      </th>
      {/* Kubernetes writes whole seconds. */}
      <td>
        {lived === undefined ? t('lives.unknown') : lived === 0 ? '< 1 s' : formatDuration(lived, language)}
      </td>
      <td>
        <b>{exitCode}</b>
      </td>
      <td>
        {t(`meaning.${meaning}`)}
        {message !== undefined && (
          <>
            <small>{t('lives.message')}</small>
            <pre className={styles.quote}>{message}</pre>
          </>
        )}
      </td>
      <td>{reason}</td>
      <td>{signal}</td>
    </tr>
  )
}
