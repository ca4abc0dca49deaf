import type { Session } from '@portolan/contract/session'
import { useThisDocument } from '../../documents/use-documents.ts'
import { currentOf } from '../../documents/document-history.ts'
import { DocumentLink } from '../../documents/document-link.tsx'
import { formatList } from '../../i18n/format-time.ts'
import type { PodLook } from '../inside/use-pod-look.ts'
import { withShow } from '../pod/use-pod-view.ts'
import { modeOf } from '../session/cluster-mode.ts'
import { useSession } from '../session/session-context.ts'
import type { ChartView } from './chart-view.ts'
import { useNow } from './use-now.ts'
import { useWords } from './use-words.ts'
import styles from './chart-look-line.module.css'

type ChartLookLineProps = {
  readonly cluster: string
  readonly view: ChartView
  readonly inside: PodLook
  readonly onChoose: (chosen: string) => void
}

/** What the latest look inside added to the chart, or that nobody looked. Nothing here executes without a press. */
export function ChartLookLine({ cluster, view: { look, chart }, inside, onChoose }: ChartLookLineProps) {
  const words = useWords()
  const { t, language } = words
  const session = useSession()
  const now = useNow()
  const record = inside.record.data
  if (record === undefined) return null
  if (look === undefined) {
    const lookedInVain = record.look?.pod.uid === chart.pod.uid
    return (
      <div role="group" className={styles.line} aria-label={t('chart:look.label')}>
        <p>{t(lookedInVain ? 'chart:look.noTable' : `chart:look.${whyNone(session, cluster)}`)}</p>
        <SocketsLink text={t(lookedInVain ? 'chart:look.sockets' : 'chart:look.open')} />
      </div>
    )
  }
  const unlisted = chart.ports.filter(({ id }) => id === 'unlisted')
  return (
    <div role="group" className={styles.line} aria-label={t('chart:look.label')}>
      <p>
        {[
          t('chart:look.seen', { count: look.established }),
          words.age(look.at, now),
          ...(inside.every === undefined ? [] : [t('chart:look.every', { seconds: inside.every })]),
        ].join(', ')}
      </p>
      <SocketsLink text={t('chart:look.sockets')} />
      <button type="button" disabled={inside.looking} onClick={inside.look}>
        {t(inside.looking ? 'chart:look.looking' : 'chart:look.again')}
      </button>
      {unlisted.length > 0 && (
        <p>
          {t('chart:look.unlisted', { count: unlisted.length })}:{' '}
          {unlisted.map((port) => (
            <button type="button" key={port.key} onClick={() => onChoose(port.key)}>
              {words.number(port)}
            </button>
          ))}
        </p>
      )}
      {look.homeless.length > 0 && (
        <p>
          {t('chart:look.homeless', {
            ports: formatList(
              look.homeless.map(({ key }) => key),
              language,
            ),
          })}
        </p>
      )}
    </div>
  )
}

/** Why nobody looked: nobody asked for it, nobody may, or it was not recorded. */
function whyNone(session: Session, cluster: string): 'offer' | 'off' | 'notRecorded' {
  const mode = modeOf(session, cluster)
  if (mode.kind === 'recorded' && !mode.lookInside) return 'notRecorded'
  return session.exec ? 'offer' : 'off'
}

/** Where it is said what a look does, and where its sockets are. */
function SocketsLink({ text }: { readonly text: string }) {
  const { id, history } = useThisDocument()
  const document = currentOf(history)
  if (document.view !== 'pod') return null
  return (
    <DocumentLink
      document={withShow({ view: 'sockets', port: undefined, q: undefined })(document)}
      within={id}
    >
      {text}
    </DocumentLink>
  )
}
