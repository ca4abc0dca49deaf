import type { Sort } from './sort.ts'
import styles from './sort-head.module.css'

type SortHeadProps<Column extends string> = {
  readonly column: Column
  /** The column in the reader's language. */
  readonly name: string
  /** What the button does, where its name alone does not tell. */
  readonly label?: string
  readonly hint?: string
  readonly sort: Sort<Column>
  readonly onSort: (sort: Sort<Column>) => void
}

/** The head of a column that rows can be sorted by; pressed again it turns the order round. */
export function SortHead<Column extends string>(props: SortHeadProps<Column>) {
  const { column, name, label, hint, sort, onSort } = props
  const sorted = sort.column === column
  return (
    <th
      scope="col"
      className={styles.head}
      data-column={column}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        aria-label={label}
        title={hint}
        onClick={() => onSort({ column, descending: sorted && !sort.descending })}
      >
        {name}
      </button>
    </th>
  )
}
