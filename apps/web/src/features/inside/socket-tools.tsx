import { socketFamilies, socketStates } from '@portolan/contract/inside'
import type { InsideLook } from '@portolan/contract/inside'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../documents/search-text.ts'
import { SaveButtons } from '../table/save-buttons.tsx'
import type { TableFormat } from '../table/save-table.ts'
import { saveSockets } from './save-sockets.ts'
import type { SocketRow } from './socket-rows.ts'
import { socketGroupings } from './socket-view.ts'
import type { SocketView } from './socket-view.ts'

type SocketToolsProps = {
  readonly look: InsideLook
  readonly rows: readonly SocketRow[]
  readonly total: number
  readonly view: SocketView
  readonly onChange: (part: Partial<SocketView>) => void
}

/** What is shown of the sockets, and to save just that. */
export function SocketTools({ look, rows, total, view, onChange }: SocketToolsProps) {
  const { t } = useTranslation('inside')
  const save = (format: TableFormat) => {
    const sockets = rows.filter(({ mark }) => mark !== 'gone').map(({ socket }) => socket)
    saveSockets(look, sockets, format)
  }
  return (
    <div className="tool-line">
      <input
        type="search"
        aria-label={t('sockets.filter')}
        placeholder={t('sockets.filter')}
        value={view.text}
        onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
      />
      <select
        aria-label={t('sockets.column.state')}
        value={view.state ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ state: oneOf(socketStates, value) })}
      >
        <option value="">{t('sockets.everyState')}</option>
        {socketStates.map((state) => (
          <option key={state}>{state}</option>
        ))}
      </select>
      <select
        aria-label={t('sockets.column.family')}
        value={view.family ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ family: oneOf(socketFamilies, value) })}
      >
        <option value="">{t('sockets.everyFamily')}</option>
        {socketFamilies.map((family) => (
          <option key={family}>{family}</option>
        ))}
      </select>
      <select
        aria-label={t('sockets.group')}
        value={view.by ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ by: oneOf(socketGroupings, value) })}
      >
        <option value="">{t('sockets.noGroups')}</option>
        {socketGroupings.map((by) => (
          <option key={by} value={by}>
            {t(`sockets.by.${by}`)}
          </option>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          checked={view.changed}
          onChange={({ currentTarget }) => onChange({ changed: currentTarget.checked })}
        />
        {t('sockets.changedOnly')}
      </label>
      <span className="tool-count">
        {rows.length === total
          ? t('sockets.count', { count: total })
          : t('sockets.countOf', { shown: rows.length, count: total })}
      </span>
      <SaveButtons label={t('sockets.save')} onSave={save} />
    </div>
  )
}
