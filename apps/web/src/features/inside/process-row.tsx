import type { InsideProcess } from '@portolan/contract/inside'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { formatSpan } from '../explorer/format-span.ts'
import { formatBytes, formatDuration } from '../panel/quantities.ts'
import { processorShares } from './look-samples.ts'
import type { UsageSample } from './look-samples.ts'
import type { ProcessLine } from './process-tree.ts'
import { Sparkline } from './sparkline.tsx'
import styles from './processes.module.css'

/** The user that Istio's proxies run as; /etc/passwd of an image is not read. */
const proxyUser = 1337

const noSamples: readonly UsageSample[] = []

type ProcessRowProps = {
  readonly line: ProcessLine
  /** What this tab saw of it, look by look. */
  readonly samples: readonly UsageSample[] | undefined
  /** The cluster's time, milliseconds of the epoch. */
  readonly now: number
  readonly chosen: boolean
  readonly onChoose: () => void
}

export function ProcessRow({ line, samples = noSamples, now, chosen, onChoose }: ProcessRowProps) {
  const { t } = useTranslation('inside')
  const language = useLanguage()
  const { process, depth } = line
  const { pid, name, command, startedAt } = process
  const shares = processorShares(samples)
  const share = shares.at(-1)
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <tr data-chosen={chosen || undefined}>
      <th scope="row" data-column="process">
        <button
          type="button"
          aria-pressed={chosen}
          style={{ paddingInlineStart: depth * 16 }}
          title={command.join(' ')}
          onClick={onChoose}
        >
          {depth > 0 && <i className={styles.branch} aria-hidden="true" />}
          <b>{name}</b>
          {depth > 0 && (
            <span className="visually-hidden">{t('process.below', { pid: process.parent })}</span>
          )}
          <State process={process} />
          <span className={styles.command}>{command.slice(1).join(' ')}</span>
        </button>
      </th>
      <td data-column="pid">{pid}</td>
      <td data-column="user">{userText(process)}</td>
      <td data-column="threads">{process.threads}</td>
      <td data-column="cpu">
        <span className={styles.usage}>
          <Sparkline values={shares} />
          {share !== undefined && <b>{percent.format(share / 100)}</b>}
          <small>{t('process.total', { duration: formatDuration(process.cpuMilliseconds, language) })}</small>
        </span>
      </td>
      <td data-column="memory">
        <span className={styles.usage}>
          <Sparkline values={samples.map(({ residentBytes }) => residentBytes)} />
          <b>{formatBytes(process.residentBytes, language)}</b>
        </span>
      </td>
      <td data-column="started">
        {startedAt !== undefined && (
          <time dateTime={startedAt} title={formatMoment(startedAt, language, new Date(now))}>
            {formatSpan(now - Date.parse(startedAt), language)}
          </time>
        )}
      </td>
      <td data-column="files">
        <OpenFiles process={process} />
      </td>
    </tr>
  )
}

/** Sleeping and running are usual and need no word; a zombie or a stopped process does. */
function State({ process: { state } }: { readonly process: InsideProcess }) {
  const { t } = useTranslation('inside')
  if (/^[RSI]/.test(state)) return null
  const known = (['D', 'Z', 'T', 't', 'X'] as const).find((one) => state.startsWith(one))
  return <em className={styles.odd}>{known === undefined ? state : t(`process.state.${known}`)}</em>
}

function userText({ uid }: InsideProcess): string {
  if (uid === undefined) return ''
  if (uid === 0) return '0 root'
  return uid === proxyUser ? `${uid} istio-proxy` : String(uid)
}

/** Open files against the limit, as a bar that warns when little is left. */
function OpenFiles({ process: { openFiles, openFilesLimit } }: { readonly process: InsideProcess }) {
  const { t } = useTranslation('inside')
  const language = useLanguage()
  const number = new Intl.NumberFormat(language, { notation: 'compact' })
  if (openFiles === undefined) return <small>{t('process.filesUnread')}</small>
  if (openFilesLimit === undefined) return <>{number.format(openFiles)}</>
  const used = openFilesLimit > 0 ? openFiles / openFilesLimit : 1
  return (
    <span className={styles.files}>
      {t('process.filesOf', { open: number.format(openFiles), limit: number.format(openFilesLimit) })}
      <i aria-hidden="true" data-tone={used > 0.8 ? 'bad' : undefined}>
        <i style={{ width: `${Math.min(100, used * 100)}%` }} />
      </i>
    </span>
  )
}
