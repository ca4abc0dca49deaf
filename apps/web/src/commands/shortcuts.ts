import type { CommandRegistry } from './command-registry.ts'
import { KeySequence } from './key-sequence.ts'
import { countsAt, keyPlaceOf } from './key-place.ts'
import { runCommand } from './run-command.ts'
import { SharedValue } from './shared-value.ts'

/** What was pressed of a sequence that waits for its next key. */
export const begunKeys = new SharedValue<string | undefined>(undefined)

/**
 * Runs commands by their keys, until `signal` ends it. Elements come first: a
 * press that one of them took (`preventDefault`) is no command's.
 */
export function followKeys(registry: CommandRegistry, mac: boolean, signal: AbortSignal): void {
  const sequence = new KeySequence(mac)
  const forget = () => {
    sequence.reset()
    begunKeys.set(undefined)
  }
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isTyped(event)) return
    // A sequence may begin with a key that a tree or a field would take: then the rest is not for it.
    const place = begunKeys.current() === undefined ? keyPlaceOf(event.target) : 'anywhere'
    const candidates = registry.list().filter((command) => countsAt(command, place))
    const outcome = sequence.press(event, candidates)
    if (outcome.kind === 'none') return
    event.preventDefault()
    begunKeys.set(outcome.kind === 'waiting' ? outcome.begun : undefined)
    // A key that is held down closes one tab, not all of them.
    if (outcome.kind === 'run' && !event.repeat) void runCommand(outcome.command)
  }
  document.addEventListener('keydown', press, { signal })
  document.addEventListener(
    'keydown',
    (event) => {
      if (!isModifiedOnTab(event)) return
      press(event)
      if (event.defaultPrevented) event.stopPropagation()
    },
    { signal, capture: true },
  )
  addEventListener('blur', forget, { signal })
  document.addEventListener('pointerdown', forget, { signal })
}

/** AltGr types a sign, although Windows calls it Control with Alt. */
function isTyped(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.getModifierState('AltGraph')
}

/** The dock's tabs take every arrow key for themselves, whatever else is held down with it. */
function isModifiedOnTab({ altKey, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  return (altKey || ctrlKey || metaKey) && target instanceof Element && target.closest('[role=tab]') !== null
}
