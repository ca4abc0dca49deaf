import { queryClient } from '../../api/query-client.ts'
import { translate } from '../../i18n/start-i18n.ts'
import { notify } from '../panel/notifications.ts'
import { openProxyFile } from '../envoy/open-proxy-file.ts'
import { UnreadableAnswer } from '../envoy/worker/desk-link.ts'
import { failureWords } from '../problem/failure-words.ts'
import { chosenCluster } from '../session/chosen-cluster.ts'
import { addOpening, noteSent, removeOpening } from './openings.ts'
import { sendRecording } from './send-recording.ts'
import { showWelcome } from './show-welcome.ts'

/** Opens files one after the other; the last good one is shown. Each that is refused is told, and the others go on. */
export async function openRecordings(files: readonly File[]): Promise<void> {
  for (const file of files) await openOne(file)
}

async function openOne(file: File): Promise<void> {
  const stop = new AbortController()
  const id = addOpening(file.name, () => stop.abort())
  try {
    if (await openProxyFile(file, stop.signal)) return
    const cluster = await sendRecording(file, {
      signal: stop.signal,
      onSent: (share) => noteSent(id, share),
    })
    // The documents ask the session what it is that they show.
    await queryClient.invalidateQueries({ queryKey: ['session'] })
    chosenCluster.choose(cluster)
    showWelcome(cluster)
    notify({ kind: 'success', title: translate('recordings:opened', { cluster }) })
  } catch (error) {
    if (!stop.signal.aborted) tellRefusal(file.name, error)
  } finally {
    removeOpening(id)
  }
}

export function tellRefusal(file: string, error: unknown): void {
  if (error instanceof UnreadableAnswer) {
    notify({
      kind: 'failure',
      title: translate('recordings:refused', { file, why: translate('recordings:noProxyFile') }),
      text: error.message,
    })
    return
  }
  const { title, text, said } = failureWords(translate, error)
  notify({
    kind: 'failure',
    title: translate('recordings:refused', { file, why: title }),
    text: said === undefined ? text : `${text} ${translate('recordings:said', { said })}`,
  })
}
