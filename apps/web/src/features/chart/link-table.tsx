import type { ChartView } from './chart-view.ts'
import { selectionText } from './selection.ts'
import type { Words } from './use-words.ts'
import styles from './port-table.module.css'

type LinkTableProps = {
  readonly view: ChartView
  readonly chosen: string | undefined
  readonly onChoose: (chosen: string) => void
  readonly words: Words
}

/** The lines of the diagram, quiet ones too, as a table. */
export function LinkTable({ view, chosen, onChoose, words }: LinkTableProps) {
  const { t } = words
  const { chart, look } = view
  if (chart.links.length === 0) return null
  return (
    <table className={styles.table}>
      <caption>{t('chart:table.links', { pod: chart.pod.name })}</caption>
      <thead>
        <tr>
          {(['from', 'to', 'protocol', 'purpose', 'state', 'dependsOn'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`chart:table.${column}`)}
            </th>
          ))}
          {look !== undefined && <th scope="col">{t('chart:table.connections')}</th>}
        </tr>
      </thead>
      <tbody>
        {chart.links.map((link) => {
          const id = selectionText('link', link.key)
          return (
            <tr key={link.key} data-chosen={chosen === id}>
              <th scope="row">
                <button type="button" aria-pressed={chosen === id} onClick={() => onChoose(id)}>
                  {words.end(chart, link.from)}
                </button>
              </th>
              <td>{words.end(chart, link.to)}</td>
              <td>{link.protocol}</td>
              <td>{t(`chart:purpose.${link.purpose}`)}</td>
              <td>{t(`states:link.${view.links.get(link.key) ?? 'unknown'}`)}</td>
              <td>{link.dependsOn.map((key) => words.end(chart, { kind: 'port', key })).join(', ')}</td>
              {look !== undefined && <td>{look.channels.get(link.key)?.sockets.length ?? ''}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
