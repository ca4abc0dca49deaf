import { notify } from '../features/panel/notifications.ts'
import { translate } from '../i18n/start-i18n.ts'
import type { Command } from './command.ts'
import { isEnabled } from './command.ts'

/** Runs a command that is possible now. What goes wrong is told, not thrown: nobody waits for it. */
export async function runCommand(command: Command): Promise<void> {
  if (!isEnabled(command)) return
  try {
    await command.run()
  } catch (error) {
    notify({
      kind: 'failure',
      title: translate('commands:failed', { command: command.title(translate) }),
      ...(error instanceof Error && { text: error.message }),
    })
  }
}
