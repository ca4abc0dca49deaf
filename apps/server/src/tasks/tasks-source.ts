import type { LiveEvent } from '@portolan/contract/live'
import type { LiveSource } from '../live/live-hub.ts'
import type { TaskBook } from './task-book.ts'

/** Progress is told this often at most, in milliseconds: a snapshot makes hundreds of steps a second. */
const gatherFor = 250

/** Feeds `tasks`. */
export function openTasksSource(
  topic: string,
  tasks: TaskBook,
  emit: (event: LiveEvent) => void,
): LiveSource {
  const all = (): LiveEvent => ({ kind: 'tasks', topic, tasks: [...tasks.list()] })
  let timer: NodeJS.Timeout | undefined
  const stopListening = tasks.listen(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      emit(all())
    }, gatherFor)
  })
  return {
    snapshot: all,
    stop: () => {
      clearTimeout(timer)
      stopListening()
    },
  }
}
