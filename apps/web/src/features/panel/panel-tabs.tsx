import { IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { NotificationsView } from './notifications-view.tsx'
import { panelStore, panelTabs } from './panel-store.ts'
import type { PanelTab } from './panel-store.ts'
import { RequestsView } from './requests-view.tsx'
import { TasksView } from './tasks-view.tsx'
import { useActivity } from './use-activity.ts'
import styles from './bottom-panel.module.css'

/** The tabs of the panel and what the chosen one shows. */
export function PanelTabs({ tab }: { readonly tab: PanelTab }) {
  const { t } = useTranslation('panel')
  const activity = useActivity()
  const list = useRef<HTMLDivElement>(null)
  const badges: Readonly<Record<PanelTab, number>> = {
    requests: activity.requests,
    tasks: activity.tasks.length,
    notifications: activity.unread,
  }
  const move = (event: KeyboardEvent) => {
    const at = panelTabs.indexOf(tab)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step === undefined ? undefined : panelTabs.at((at + step) % panelTabs.length)
    if (next === undefined) return
    event.preventDefault()
    panelStore.show(next)
    list.current?.querySelector<HTMLElement>(`#panel-tab-${next}`)?.focus()
  }
  return (
    <>
      <div className={styles.head}>
        <div
          ref={list}
          role="tablist"
          tabIndex={-1}
          aria-label={t('panel')}
          className={styles.tabs}
          onKeyDown={move}
        >
          {panelTabs.map((one) => (
            <button
              key={one}
              id={`panel-tab-${one}`}
              type="button"
              role="tab"
              aria-selected={one === tab}
              aria-controls="panel-body"
              tabIndex={one === tab ? 0 : -1}
              onClick={() => panelStore.show(one)}
            >
              {t(`${one}.tab`)}
              {badges[one] > 0 && (
                <span className={styles.badge}>
                  {badges[one]}
                  <span className="visually-hidden"> {t(`${one}.badge`)}</span>
                </span>
              )}
            </button>
          ))}
        </div>
        <button
          type="button"
          className={`icon-button ${styles.close}`}
          aria-label={t('close')}
          title={t('close')}
          onClick={() => panelStore.change({ open: false })}
        >
          <IconX size={15} aria-hidden="true" />
        </button>
      </div>
      <div id="panel-body" role="tabpanel" aria-labelledby={`panel-tab-${tab}`} className={styles.body}>
        <PanelView tab={tab} />
      </div>
    </>
  )
}

function PanelView({ tab }: { readonly tab: PanelTab }) {
  switch (tab) {
    case 'requests':
      return <RequestsView />
    case 'tasks':
      return <TasksView />
    case 'notifications':
      return <NotificationsView />
    default:
      return tab satisfies never
  }
}
