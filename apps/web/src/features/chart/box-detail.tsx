import type { ChartView } from './chart-view.ts'
import { ExplanationText } from './explanation-text.tsx'
import type { Selected } from './selection.ts'
import { explained, useExplanations } from './use-explanations.ts'
import type { Words } from './use-words.ts'
import { VitalFacts } from './vital-facts.tsx'
import styles from './part-detail.module.css'

type BoxDetailProps = {
  readonly view: ChartView
  readonly selected: Extract<Selected, { kind: 'process' | 'socket' | 'peer' }>
  readonly words: Words
  readonly onOpenPod: (pod: { readonly namespace: string; readonly name: string }) => void
}

/** A process, a Unix socket, or something outside the pod. */
export function BoxDetail({ view, selected, words, onOpenPod }: BoxDetailProps) {
  const explanations = useExplanations().data
  const { t } = words
  switch (selected.kind) {
    case 'process': {
      const { process } = selected
      const container = view.chart.containers.find(({ name }) => name === process.container)
      return (
        <>
          <h2>{process.name}</h2>
          <p className={styles.subtitle}>{t('chart:container', { name: process.container })}</p>
          <dl className={styles.facts}>
            {container !== undefined && (
              <>
                <dt>{t('chart:detail.state')}</dt>
                <dd>
                  <strong>{t(`states:container.${container.state}`)}</strong>
                  {container.text !== undefined && <code className={styles.said}>{container.text}</code>}
                </dd>
                <dt>{t('chart:detail.restarts')}</dt>
                <dd>{container.restarts}</dd>
                <dt>{t('chart:detail.image')}</dt>
                <dd>
                  <code>{container.image}</code>
                </dd>
              </>
            )}
            <VitalFacts
              view={view}
              vitals={view.chart.vitals.filter((vital) => vital.process === process.key)}
              words={words}
            />
          </dl>
          <ExplanationText explanation={explained(explanations?.processes, process.id)} words={words} />
        </>
      )
    }
    case 'socket': {
      const { socket } = selected
      const explanation = explained(explanations?.sockets, socket.id)
      return (
        <>
          <h2>{explanation?.name ?? words.end(view.chart, { kind: 'socket', key: socket.key })}</h2>
          <dl className={styles.facts}>
            <dt>{t('chart:detail.path')}</dt>
            <dd>
              <code>{socket.path}</code>
            </dd>
          </dl>
          <ExplanationText explanation={explanation} words={words} />
        </>
      )
    }
    case 'peer': {
      const { peer } = selected
      return (
        <>
          <h2>{words.peer(peer.id)}</h2>
          {peer.address !== undefined && (
            <p className={styles.subtitle}>
              <code>{peer.address}</code>
            </p>
          )}
          {peer.pods.length > 0 && (
            <section className={styles.section}>
              <h3>{t('chart:detail.peerPods')}</h3>
              <ul className={styles.pods}>
                {peer.pods.map(({ pod, ready }) => (
                  <li key={pod.name}>
                    <button
                      type="button"
                      className={styles.endpoint}
                      title={t('chart:detail.openChart', { pod: pod.name })}
                      onClick={() => onOpenPod(pod)}
                    >
                      {pod.namespace}/{pod.name}
                      <small>{t(ready ? 'states:port.open' : 'states:port.not-ready')}</small>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <ExplanationText explanation={explained(explanations?.peers, peer.id)} words={words} />
        </>
      )
    }
  }
}
