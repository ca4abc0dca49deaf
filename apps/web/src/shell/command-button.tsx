import type { Icon } from '@tabler/icons-react'
import { ariaKeys, keyText } from '../commands/key-labels.ts'
import { isMac } from '../commands/platform.ts'
import { runCommand } from '../commands/run-command.ts'
import { useCommandList } from '../commands/use-commands.ts'
import { useTranslate } from '../commands/use-translate.ts'
import styles from './activity-bar.module.css'

type CommandButtonProps = {
  /** The id of what it does. */
  readonly command: string
  readonly icon: Icon
  /** Where the command's title says too much for what is switched on and off. */
  readonly label?: string
  readonly id?: string
  readonly pressed?: boolean
  readonly popup?: 'menu' | 'dialog'
  /** Everything from here on stands at the end of the bar. */
  readonly last?: boolean
}

/** A command as a picture, with its name and keys in the hint. */
export function CommandButton({
  command: commandId,
  icon: Picture,
  label,
  id,
  pressed,
  popup,
  last,
}: CommandButtonProps) {
  const t = useTranslate()
  const command = useCommandList().find((one) => one.id === commandId)
  if (command === undefined) return null
  const words = label ?? command.title(t)
  const keys = command.keys?.[0]
  return (
    <button
      type="button"
      id={id}
      className={styles.button}
      data-last={last}
      aria-label={words}
      aria-pressed={pressed}
      aria-haspopup={popup}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys, isMac)}
      title={keys === undefined ? words : `${words} (${keyText(keys, isMac)})`}
      onClick={() => void runCommand(command)}
    >
      <Picture size={19} stroke={1.6} aria-hidden="true" />
    </button>
  )
}
