import type { MatrixCell, MatrixRow } from './matrix-rows.ts'
import { MatrixMark } from './matrix-mark.tsx'
import type { MatrixWords } from './use-matrix-words.ts'
import styles from './matrix.module.css'

type MatrixCellProps = {
  readonly row: MatrixRow
  readonly cell: MatrixCell | undefined
  readonly words: MatrixWords
  readonly onChoose: (row: MatrixRow) => void
}

/** One port of the mesh in one pod; its number stands there where it was moved. */
export function MeshCell({ row, cell, words, onChoose }: MatrixCellProps) {
  if (cell === undefined) return <td>{''}</td>
  const { port } = cell
  const isMoved = port.number !== undefined && port.number !== port.usual
  const spoken = words.spoken(row, cell)
  return (
    <td className={styles.cell}>
      <button type="button" tabIndex={-1} title={spoken} aria-label={spoken} onClick={() => onChoose(row)}>
        <MatrixMark cell={cell} />
        {isMoved && <small>{port.number}</small>}
      </button>
    </td>
  )
}

/** The workload's own ports, each with its number and name. */
export function WorkloadCell({ row, words, onChoose }: Omit<MatrixCellProps, 'cell'>) {
  return (
    <td className={styles.workload}>
      {row.workload.map((cell) => {
        const spoken = words.spoken(row, cell)
        const { number, transport, id } = cell.port
        return (
          <button
            key={`${id} ${number ?? ''}/${transport}`}
            type="button"
            tabIndex={-1}
            title={spoken}
            aria-label={spoken}
            onClick={() => onChoose(row)}
          >
            <MatrixMark cell={cell} />
            <b>{number}</b> <span>{transport === 'udp' ? 'udp' : cell.port.name}</span>
          </button>
        )
      })}
    </td>
  )
}
