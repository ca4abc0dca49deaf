import type { Command } from '../commands/command.ts'
import { meshTreeId } from '../features/explorer/mesh-explorer.tsx'
import { findInputId } from './find-input.ts'

export type ShellActions = { readonly toggleExplorer: () => void; readonly showExplorer: () => void }

/** Where the keyboard is, and which parts of the frame are there. */
export function shellCommands({ toggleExplorer, showExplorer }: ShellActions): readonly Command[] {
  return [
    {
      id: 'explorer.toggle',
      title: (t) => t('commands:explorer.toggle'),
      category: 'view',
      keys: ['mod+B'],
      whileTyping: true,
      run: toggleExplorer,
    },
    {
      id: 'explorer.find',
      title: (t) => t('commands:explorer.find'),
      category: 'go',
      keys: ['/', 'mod+shift+F'],
      run: () => focus(findInputId),
    },
    {
      id: 'explorer.focus',
      title: (t) => t('commands:explorer.focus'),
      category: 'go',
      keys: ['mod+shift+E'],
      whileTyping: true,
      run: () => {
        showExplorer()
        // It stands after the next frame, when it was closed.
        requestAnimationFrame(() => focus(meshTreeId))
      },
    },
    {
      id: 'document.focus',
      title: (t) => t('commands:document.focus'),
      category: 'go',
      keys: ['alt+shift+D'],
      whileTyping: true,
      run: () => focus('document'),
    },
  ]
}

function focus(id: string): void {
  document.getElementById(id)?.focus()
}
