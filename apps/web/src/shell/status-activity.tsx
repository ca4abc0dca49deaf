import { IconBell, IconLoader2, IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { panelStore } from '../features/panel/panel-store.ts'
import type { PanelTab } from '../features/panel/panel-store.ts'
import { useTaskNotices } from '../features/panel/task-notices.ts'
import { useActivity } from '../features/panel/use-activity.ts'
import { usePanel } from '../features/panel/use-panel.ts'
import styles from './status-bar.module.css'

/** What is going on: tunnels, tasks, notifications. Each opens its tab of the panel, or closes it again. */
export function StatusActivity() {
  const { t } = useTranslation('shell')
  const { tunnels, tasks, unread } = useActivity()
  useTaskNotices()
  return (
    <>
      <PanelButton tab="requests" label={t('activity.tunnels', { count: tunnels })}>
        <IconPlugConnected size={13} aria-hidden="true" /> {tunnels}
      </PanelButton>
      {tasks.length > 0 && (
        <PanelButton tab="tasks" label={t('activity.tasks', { count: tasks.length })}>
          <IconLoader2 size={13} aria-hidden="true" className={styles.turning} /> {tasks.length}
        </PanelButton>
      )}
      <PanelButton tab="notifications" label={t('activity.unread', { count: unread })}>
        <IconBell size={13} aria-hidden="true" /> {unread}
      </PanelButton>
    </>
  )
}

function PanelButton(props: {
  readonly tab: PanelTab
  readonly label: string
  readonly children: ReactNode
}) {
  const { open, tab } = usePanel()
  const shown = open && tab === props.tab
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      aria-expanded={shown}
      onClick={() => (shown ? panelStore.change({ open: false }) : panelStore.show(props.tab))}
    >
      {props.children}
    </button>
  )
}
