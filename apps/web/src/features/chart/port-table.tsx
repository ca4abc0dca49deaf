import type { ChartPort } from '@portolan/contract/chart'
import { portStates } from '@portolan/contract/port-state'
import { useState } from 'react'
import { activePod } from '../../commands/workbench-view.ts'
import { contextMenu } from '../menu/context-menu.ts'
import { portStateIn } from './chart-view.ts'
import type { ChartView } from './chart-view.ts'
import { LinkTable } from './link-table.tsx'
import { InlineStateMark } from './state-mark.tsx'
import { loadPortMenu } from './load-port-menu.ts'
import { useNow } from './use-now.ts'
import { useWords } from './use-words.ts'
import type { Words } from './use-words.ts'
import styles from './port-table.module.css'

type PortTableProps = {
  readonly view: ChartView
  readonly chosen: string | undefined
  readonly onChoose: (chosen: string) => void
}

const columns = ['port', 'process', 'binds', 'purpose', 'state', 'evidence', 'age', 'dialledBy'] as const
type Column = (typeof columns)[number]
type Sorting = { readonly column: Column; readonly descending: boolean }

type Row = {
  readonly port: ChartPort
  readonly cells: Readonly<Record<Column, string>>
  readonly rank: number
}

function rowOf(port: ChartPort, view: ChartView, words: Words, now: number): Row {
  const { t } = words
  const { chart } = view
  const observation = view.ports.get(port.key)
  const state = portStateIn(view, port.key)
  const dialling = chart.links.filter(({ to }) => to.kind === 'port' && to.key === port.key)
  return {
    port,
    rank: portStates.indexOf(state),
    cells: {
      port: [words.number(port), words.shortName(port)].filter((text) => text !== '').join(' '),
      process: chart.processes.find(({ key }) => key === port.process)?.name ?? port.process,
      binds: t(`chart:binds.${port.binds}`),
      purpose: t(`chart:purpose.${port.purpose}`),
      state: t(`states:port.${state}`),
      evidence: words.evidence(observation?.evidence),
      age: observation === undefined ? '' : words.age(observation.observedAt, now),
      dialledBy: [...new Set(dialling.map(({ from }) => words.end(chart, from)))].join(', '),
    },
  }
}

function compare(a: Row, b: Row, { column, descending }: Sorting): number {
  const numberOf = ({ port: { number } }: Row) => (number.kind === 'known' ? number.value : number.usual)
  const ascending =
    column === 'port'
      ? numberOf(a) - numberOf(b)
      : column === 'state'
        ? a.rank - b.rank
        : a.cells[column].localeCompare(b.cells[column])
  return descending ? -ascending : ascending
}

/** The same as the diagram, as tables: every port, then every link. */
export function PortTable({ view, chosen, onChoose }: PortTableProps) {
  const words = useWords()
  const now = useNow()
  const [sorting, setSorting] = useState<Sorting>({ column: 'port', descending: false })
  const { t } = words
  const { chart } = view
  const rows = chart.ports
    .map((port) => rowOf(port, view, words, now))
    .toSorted((a, b) => compare(a, b, sorting))
  const menuOf = (port: ChartPort) =>
    contextMenu(() => {
      const view = activePod()
      return view === undefined ? undefined : loadPortMenu(view, chart, port)
    })
  return (
    <div className={styles.tables}>
      <table className={styles.table}>
        <caption>{t('chart:table.caption', { pod: chart.pod.name })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={sortOf(column, sorting)}>
                <button
                  type="button"
                  title={t('chart:table.sort', { column: t(`chart:table.${column}`) })}
                  onClick={() =>
                    setSorting({ column, descending: sorting.column === column && !sorting.descending })
                  }
                >
                  {t(`chart:table.${column}`)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ port, cells }) => (
            <tr key={port.key} data-chosen={chosen === port.key} {...menuOf(port)}>
              <th scope="row">
                <button type="button" aria-pressed={chosen === port.key} onClick={() => onChoose(port.key)}>
                  {words.number(port)} <span>{words.shortName(port)}</span>
                </button>
              </th>
              <td className={styles.state}>{cells.process}</td>
              <td className={styles.state}>{cells.binds}</td>
              <td>{cells.purpose}</td>
              <td className={styles.state}>
                <InlineStateMark state={portStateIn(view, port.key)} />
                {cells.state}
              </td>
              <td className={styles.words}>
                <span title={cells.evidence}>{cells.evidence}</span>
              </td>
              <td className={styles.state}>{cells.age}</td>
              <td>{cells.dialledBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LinkTable view={view} chosen={chosen} onChoose={onChoose} words={words} />
    </div>
  )
}

function sortOf(column: Column, sorting: Sorting): 'ascending' | 'descending' | 'none' {
  if (sorting.column !== column) return 'none'
  return sorting.descending ? 'descending' : 'ascending'
}
