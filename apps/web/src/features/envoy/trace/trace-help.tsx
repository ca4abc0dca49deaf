import type { TraceExample } from '@portolan/envoy/trace/trace-hints'
import { useTranslation } from 'react-i18next'
import { emptyQuestion } from './trace-question.ts'
import type { TraceQuestion } from './trace-question.ts'
import shared from '../envoy.module.css'
import styles from './trace.module.css'

type TraceHelpProps = {
  readonly examples: readonly TraceExample[]
  readonly onAsk: (question: TraceQuestion) => void
}

/** What stands here before anything was asked. */
export function TraceHelp({ examples, onAsk }: TraceHelpProps) {
  const { t } = useTranslation('trace')
  return (
    <div className={styles.help}>
      <p>{t('begin')}</p>
      {examples.length > 0 && <p>{t('examples')}</p>}
      <ul>
        {examples.map((example) => {
          const { direction, host, port, path } = example
          return (
            <li key={`${direction} ${host}:${port}`}>
              <button
                type="button"
                className={shared.link}
                onClick={() => onAsk({ ...emptyQuestion, direction, host, port: String(port), path })}
              >
                {t('example', { direction: t(`directions.${direction}`), host, port, path })}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
