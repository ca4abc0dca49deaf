import { IconChevronRight, IconFolder, IconSearch } from '@tabler/icons-react'
import { keyLabels } from '../../commands/key-labels.ts'
import { isMac } from '../../commands/platform.ts'
import { InlineStateMark } from '../chart/state-mark.tsx'
import { KindIcon } from '../explorer/kind-icon.tsx'
import { Marked } from './marked.tsx'
import type { PaletteEntry } from './palette-entry.ts'
import styles from './palette.module.css'

type PaletteRowProps = {
  readonly id: string
  readonly entry: PaletteEntry
  readonly active: boolean
  readonly at: number
  readonly count: number
  /** CSS pixels from the top of the list. */
  readonly top: number
  readonly onPoint: () => void
  readonly onChoose: (beside: boolean) => void
}

export function PaletteRow({ id, entry, active, at, count, top, onPoint, onChoose }: PaletteRowProps) {
  const { label, detail, group, keys } = entry
  return (
    // The keyboard stays in the text field, which hands its keys to the active line.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-posinset={at + 1}
      aria-setsize={count}
      className={styles.row}
      style={{ top }}
      onPointerMove={onPoint}
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
    >
      <EntryIcon icon={entry.icon} />
      <span className={styles.label}>
        <Marked {...label} />
      </span>
      {detail !== undefined && (
        <span className={styles.detail}>
          <Marked {...detail} />
        </span>
      )}
      {group !== undefined && <span className={styles.group}>{group}</span>}
      {keys !== undefined && (
        <span className={styles.keys}>
          {keyLabels(keys, isMac).map((chord) => (
            <kbd key={chord}>{chord}</kbd>
          ))}
        </span>
      )}
    </div>
  )
}

function EntryIcon({ icon }: Pick<PaletteEntry, 'icon'>) {
  switch (icon.kind) {
    case 'component':
      return <KindIcon kind={icon.component} />
    case 'port':
      return <InlineStateMark state={icon.state} />
    case 'place':
      return <IconFolder size={15} stroke={1.7} aria-hidden="true" />
    case 'command':
      return <IconChevronRight size={15} stroke={1.7} aria-hidden="true" />
    case 'mode':
      return <IconSearch size={15} stroke={1.7} aria-hidden="true" />
  }
}
