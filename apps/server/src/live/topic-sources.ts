import { formatTopic } from '@portolan/contract/topics'
import { AppError } from '../app-error.ts'
import type { Clusters } from '../cluster/clusters.ts'
import { openActivitySource } from '../journal/activity-source.ts'
import { openJournalSource } from '../journal/journal-source.ts'
import { openInsideSource } from '../inside/inside-source.ts'
import type { LookBook } from '../inside/look-book.ts'
import type { PodViews } from '../pods/pod-views.ts'
import type { TaskBook } from '../tasks/task-book.ts'
import { openTasksSource } from '../tasks/tasks-source.ts'
import type { LiveSource, OpenSource } from './live-hub.ts'

/** A link may outlive the recording that it points into; the other topics of its stream go on. */
function sourceOrFailure(topic: string, open: () => LiveSource): LiveSource {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, detail: text = '' } = error
    return { snapshot: () => ({ kind: 'failed', topic, code, text }), stop: () => undefined }
  }
}

/** What feeds each topic: the clusters, or Portolan's own books. */
export function topicSources(parts: {
  readonly clusters: Clusters
  readonly views: PodViews
  readonly looks: LookBook
  readonly tasks: TaskBook
}): OpenSource {
  const { clusters, views, looks, tasks } = parts
  return (topic, emit) => {
    const key = formatTopic(topic)
    switch (topic.kind) {
      case 'requests':
        return openJournalSource(key, clusters.journal, emit)
      case 'tasks':
        return openTasksSource(key, tasks, emit)
      case 'activity':
        return openActivitySource(key, clusters, emit)
      case 'inside':
        return sourceOrFailure(key, () =>
          openInsideSource(key, looks.of(clusters.get(topic.cluster), topic.pod), emit),
        )
      case 'pod':
      case 'pods':
      case 'sync':
        return sourceOrFailure(key, () => views.source(topic, emit))
    }
  }
}
