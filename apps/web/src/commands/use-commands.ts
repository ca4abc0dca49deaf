import { useEffect, useSyncExternalStore } from 'react'
import type { Command } from './command.ts'
import { commands } from './command-registry.ts'

/** Registers commands while the component is there. Keep the list the same between renders. */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => commands.register(list), [list])
}

/** All commands that are registered right now. */
export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(commands.subscribe, commands.list)
}
