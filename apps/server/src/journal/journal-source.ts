import type { LiveEvent } from '@portolan/contract/live'
import type { JournalEntry } from '@portolan/contract/journal'
import type { LiveSource } from '../live/live-hub.ts'
import type { RequestJournal } from './request-journal.ts'

/** Changes are gathered for this long: opening a chart sends dozens of requests. Milliseconds. */
const gatherFor = 300

/** Feeds `requests` while the panel is open: all of it first, then what changed, a few times a second at most. */
export function openJournalSource(
  topic: string,
  journal: RequestJournal,
  emit: (event: LiveEvent) => void,
): LiveSource {
  const changed = new Set<number>()
  /** What long answers had received when they were told of last: they grow without any other sign. */
  const received = new Map<number, number>()
  const stopListening = journal.listen((id) => changed.add(id))
  const tell = () => {
    const growing = journal.underWay().filter((entry) => entry.bytes !== received.get(entry.id))
    for (const { id, bytes } of growing) {
      received.set(id, bytes)
      changed.add(id)
    }
    if (changed.size === 0) return
    const upserted: JournalEntry[] = []
    const removed: number[] = []
    for (const id of changed) {
      const entry = journal.get(id)
      if (entry === undefined) removed.push(id)
      else upserted.push(entry)
      if (entry?.running !== undefined && entry.running > 0) continue
      received.delete(id)
    }
    changed.clear()
    emit({ kind: 'requests-changed', topic, upserted, removed })
  }
  const timer = setInterval(tell, gatherFor).unref()
  return {
    snapshot: () => ({ kind: 'requests', topic, requests: [...journal.list()] }),
    stop: () => {
      clearInterval(timer)
      stopListening()
    },
  }
}
