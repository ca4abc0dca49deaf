import type { Task } from '@portolan/contract/task'
import { useTopics } from '../../live/use-live.ts'
import { useNotifications } from './use-panel.ts'

/** How much is going on: for the status bar and the badges of the panel's tabs. */
export type Activity = {
  readonly tunnels: number
  /** Requests under way. */
  readonly requests: number
  /** Tasks under way. */
  readonly tasks: readonly Task[]
  readonly unread: number
}

export function useActivity(): Activity {
  const [activity, tasks] = useTopics([{ kind: 'activity' }, { kind: 'tasks' }])
  const unread = useNotifications().filter(({ read }) => !read).length
  return {
    tunnels: activity?.kind === 'activity' ? activity.tunnels : 0,
    requests: activity?.kind === 'activity' ? activity.requests : 0,
    tasks: tasks?.kind === 'tasks' ? tasks.tasks.filter(({ state }) => state === 'running') : [],
    unread,
  }
}
