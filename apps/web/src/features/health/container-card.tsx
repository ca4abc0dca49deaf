import type { Chart } from '@portolan/contract/chart'
import type { ContainerHealth, PodHealth } from '@portolan/contract/health'
import { IconChevronDown, IconChevronRight, IconFileText } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { EndedLives } from './ended-lives.tsx'
import { LogLink } from './log-link.tsx'
import { ProbeSection } from './probe-section.tsx'
import { StateSign } from './state-sign.tsx'
import { hasTrouble, stateSignOf } from './trouble.ts'
import { useHealthWords } from './use-health-words.ts'
import type { HealthWords } from './use-health-words.ts'
import styles from './health.module.css'

type ContainerCardProps = {
  readonly cluster: string
  readonly chart: Chart
  readonly health: PodHealth
  readonly container: ContainerHealth
}

/** One container: its state in a line, and behind it its probes and the lives that it had. */
export function ContainerCard({ cluster, chart, health, container }: ContainerCardProps) {
  const words = useHealthWords()
  const { t } = words
  const body = useId()
  const [chosen, setChosen] = useState<boolean>()
  const { name, role, image, ready, restarts, state, probes, ended } = container
  const trouble = hasTrouble(container, health.headline)
  const open = chosen ?? (trouble || (health.headline.kind === 'well' && probes.length > 0))
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <section className={styles.card} data-trouble={trouble || undefined} aria-label={name}>
      <header>
        <button type="button" aria-expanded={open} aria-controls={body} onClick={() => setChosen(!open)}>
          <Chevron size={15} aria-hidden="true" />
          <StateSign state={stateSignOf(container)} />
          <b>{name}</b>
          <span className={styles.role}>{t(`container.role.${role}`)}</span>
          <span>{stateWords(container, words)}</span>
          {role !== 'init' && state.kind === 'running' && (
            <span data-bad={!ready || undefined}>{t(ready ? 'container.ready' : 'container.notReady')}</span>
          )}
          {restarts > 0 && <span data-bad="">{t('container.restarts', { count: restarts })}</span>}
        </button>
        <LogLink containers={[name]} previous={false} label={t('container.log', { container: name })}>
          <IconFileText size={14} aria-hidden="true" /> {t('container.logShort')}
        </LogLink>
      </header>
      <div id={body} hidden={!open} className={styles.body}>
        {open && (
          <>
            <p className={styles.image}>
              <code>{image}</code>
            </p>
            {state.kind === 'waiting' && state.message !== undefined && (
              <p className={styles.message}>{state.message}</p>
            )}
            {probes.map((probe) => (
              <ProbeSection key={probe.kind} container={name} probe={probe} />
            ))}
            {probes.length === 0 && role === 'container' && state.kind === 'running' && (
              <p className={styles.empty}>{t('container.noProbes')}</p>
            )}
            {(ended.length > 0 || restarts > 0) && (
              <EndedLives cluster={cluster} chart={chart} health={health} container={container} />
            )}
          </>
        )}
      </div>
    </section>
  )
}

function stateWords({ state }: ContainerHealth, { t, moment, how }: HealthWords): string {
  switch (state.kind) {
    case 'running':
      return state.startedAt === undefined
        ? t('container.runningPlain')
        : t('container.running', { time: moment(state.startedAt) })
    case 'waiting':
      return state.reason === undefined
        ? t('container.waitingPlain')
        : t('container.waiting', { reason: state.reason })
    case 'ended': {
      const { finishedAt } = state.run
      return finishedAt === undefined
        ? t('container.endedPlain', { how: how(state.run) })
        : t('container.ended', { time: moment(finishedAt), how: how(state.run) })
    }
    case 'none':
      return t('container.none')
  }
}
