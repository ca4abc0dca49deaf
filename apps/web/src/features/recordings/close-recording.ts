import { routes } from '@portolan/contract/routes'
import type { Session } from '@portolan/contract/session'
import { callApi } from '../../api/call-api.ts'
import { queryClient } from '../../api/query-client.ts'
import type { Command } from '../../commands/command.ts'

/** Closes a recording: its cluster leaves the session. @throws ApiError */
export async function closeRecording(cluster: string): Promise<void> {
  await callApi(routes.closeRecording, { params: { cluster }, body: {} })
  await queryClient.invalidateQueries({ queryKey: ['session'] })
}

/** One command for each recording that is open. */
export function closingCommands({ clusters }: Session): readonly Command[] {
  return clusters
    .filter(({ mode }) => mode.kind !== 'live')
    .map(({ name }) => ({
      id: `recordings.close:${name}`,
      title: (t) => t('recordings:commands.close', { cluster: name }),
      category: 'recordings',
      run: () => closeRecording(name),
    }))
}
