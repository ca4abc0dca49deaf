import type { Link } from '@portolan/envoy/table/resource-table'
import { useIsFetching, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AsOf } from '../as-of.tsx'
import type { EnvoySearch } from '../envoy-search.ts'
import { GapList } from '../gap-list.tsx'
import { NotRead } from '../not-read.tsx'
import { traceHintsQuery } from '../table-query.ts'
import { keyOfSource } from '../worker/proxy-source.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { readRequest } from './read-request.ts'
import { TraceForm } from './trace-form.tsx'
import { TraceHelp } from './trace-help.tsx'
import { emptyQuestion, readQuestion, writeQuestion } from './trace-question.ts'
import type { TraceQuestion } from './trace-question.ts'
import { TraceResult } from './trace-result.tsx'
import shared from '../envoy.module.css'
import styles from './trace.module.css'

type TraceViewProps = {
  readonly source: ProxySource
  /** The question of the link, as `writeQuestion` has it. */
  readonly asked: string | undefined
  readonly onGo: (to: Partial<EnvoySearch>, how?: { readonly replace?: boolean }) => void
}

/** Where a request would go by what this proxy is configured to do. The question is all in the link. */
export function TraceView({ source, asked, onGo }: TraceViewProps) {
  const { t } = useTranslation('envoy')
  const query = useQuery(traceHintsQuery(source))
  const fetching = useIsFetching({ queryKey: ['envoy', keyOfSource(source)] }) > 0
  const hints = query.data?.hints
  const direction = hints?.directions[0] ?? emptyQuestion.direction
  // A change of what is followed is no change of the question.
  const { question: told, follow } = readQuestion(asked) ?? {}
  const key = told === undefined ? '' : writeQuestion({ question: told, follow: undefined })
  const question = told ?? { ...emptyQuestion, direction }
  const read = readRequest(question)
  if (query.data === undefined || hints === undefined)
    return <NotRead query={query} what={t('section.trace')} />
  const ask = (wanted: TraceQuestion) =>
    onGo({ trace: writeQuestion({ question: wanted, follow: undefined }) })
  const toRow = (link: Link) => {
    if (link.kind === 'row')
      onGo({ section: link.table, row: link.name, text: '', only: {}, sort: undefined })
  }
  return (
    <div className={shared.table}>
      <div className="tool-line">
        <span className="tool-count" />
        <AsOf source={source} readAt={query.data.readAt} fetching={fetching} />
      </div>
      <div className={styles.view}>
        <TraceForm link={key} hints={hints} question={question} wasAsked={told !== undefined} onAsk={ask} />
        {told === undefined && <GapList gaps={query.data.gaps} />}
        {told === undefined && <TraceHelp examples={hints.examples} onAsk={ask} />}
        {told !== undefined && read.kind === 'request' && (
          <TraceResult
            key={key}
            source={source}
            request={read.request}
            follow={follow}
            onFollow={(address) => onGo({ trace: writeQuestion({ question, follow: address }) })}
            onRow={toRow}
          />
        )}
      </div>
    </div>
  )
}
