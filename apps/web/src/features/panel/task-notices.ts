import type { Task } from '@portolan/contract/task'
import { useEffect, useRef } from 'react'
import { translate } from '../../i18n/start-i18n.ts'
import { useTopic } from '../../live/use-live.ts'
import { notify } from './notifications.ts'
import { panelStore } from './panel-store.ts'
import { taskTitle } from './task-title.ts'

/** Tells when a task that was seen running has ended; what was over before this page opened is no news. */
export function useTaskNotices(): void {
  const state = useTopic({ kind: 'tasks' })
  const tasks = state?.kind === 'tasks' ? state.tasks : undefined
  const running = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (tasks === undefined) return
    for (const task of tasks) if (running.current.has(task.id)) tellEnd(task)
    running.current = new Set(tasks.filter((task) => task.state === 'running').map(({ id }) => id))
  }, [tasks])
}

function tellEnd(task: Task): void {
  const title = taskTitle(task, translate)
  const action = {
    label: translate('panel:tasks.notice.show'),
    run: () => panelStore.show('tasks'),
  }
  if (task.state === 'done')
    notify({ kind: 'success', title: translate('panel:tasks.notice.done', { title }), action })
  if (task.state === 'failed') {
    const said = task.problem?.text
    const text = said === undefined || said === '' ? {} : { text: said }
    notify({ kind: 'failure', title: translate('panel:tasks.notice.failed', { title }), action, ...text })
  }
}
