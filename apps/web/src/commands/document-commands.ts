import { documents } from '../documents/document-store.ts'
import type { MoveDirection } from '../documents/document-store.ts'
import type { Command } from './command.ts'

/** Keys that begin with Control+K in VS Code begin with Alt+K: Control+K is the palette here, as on most sites. */
const moves: readonly { readonly to: MoveDirection; readonly keys: readonly string[] }[] = [
  { to: 'left', keys: ['alt+K ArrowLeft'] },
  { to: 'right', keys: ['alt+K ArrowRight'] },
  { to: 'above', keys: ['alt+K ArrowUp'] },
  { to: 'below', keys: ['alt+K ArrowDown'] },
  { to: 'next-group', keys: ['alt+K PageDown'] },
  { to: 'previous-group', keys: ['alt+K PageUp'] },
]

const groupNumbers = [1, 2, 3] as const

function hasSeveral(): boolean {
  return documents.state().documents.length > 1
}

/** What can be done with tabs. All of it acts on the active one. */
export const documentCommands: readonly Command[] = [
  {
    id: 'documents.back',
    title: (t) => t('commands:documents.back'),
    category: 'go',
    keys: ['alt+shift+ArrowLeft'],
    enabled: () => documents.canStep(-1),
    run: () => documents.back(),
  },
  {
    id: 'documents.forward',
    title: (t) => t('commands:documents.forward'),
    category: 'go',
    keys: ['alt+shift+ArrowRight'],
    enabled: () => documents.canStep(1),
    run: () => documents.forward(),
  },
  {
    id: 'documents.next',
    title: (t) => t('commands:documents.next'),
    category: 'go',
    keys: ['alt+PageDown'],
    whileTyping: true,
    enabled: hasSeveral,
    run: () => documents.cycle(1),
  },
  {
    id: 'documents.previous',
    title: (t) => t('commands:documents.previous'),
    category: 'go',
    keys: ['alt+PageUp'],
    whileTyping: true,
    enabled: hasSeveral,
    run: () => documents.cycle(-1),
  },
  {
    id: 'documents.welcome',
    title: (t) => t('commands:documents.welcome'),
    category: 'go',
    keys: ['alt+K H'],
    run: () => documents.open({ view: 'welcome' }),
  },
  {
    id: 'documents.close',
    title: (t) => t('commands:documents.close'),
    category: 'documents',
    keys: ['alt+W'],
    contextual: true,
    run: () => documents.close(documents.active.id),
  },
  {
    id: 'documents.close-others',
    title: (t) => t('commands:documents.closeOthers'),
    category: 'documents',
    keys: ['alt+K O'],
    enabled: hasSeveral,
    run: () => documents.closeOthers(),
  },
  {
    id: 'documents.close-all',
    title: (t) => t('commands:documents.closeAll'),
    category: 'documents',
    keys: ['alt+K W'],
    run: () => documents.close(...documents.state().documents.map(({ id }) => id)),
  },
  {
    id: 'documents.reopen-closed',
    title: (t) => t('commands:documents.reopenClosed'),
    category: 'documents',
    keys: ['alt+shift+T'],
    enabled: () => documents.canReopen,
    run: () => documents.reopenClosed(),
  },
  {
    id: 'documents.keep',
    title: (t) => t('commands:documents.keep'),
    category: 'documents',
    keys: ['alt+K Enter'],
    enabled: () => documents.active.preview,
    run: () => documents.keep(),
  },
  {
    id: 'documents.split-right',
    title: (t) => t('commands:documents.splitRight'),
    category: 'documents',
    keys: ['mod+\\'],
    contextual: true,
    run: () => documents.split('right'),
  },
  {
    id: 'documents.split-below',
    title: (t) => t('commands:documents.splitBelow'),
    category: 'documents',
    keys: ['alt+K \\'],
    run: () => documents.split('below'),
  },
  {
    id: 'documents.maximise',
    title: (t) => t('commands:documents.maximise'),
    category: 'documents',
    keys: ['alt+K Z'],
    run: () => documents.maximise(),
  },
  ...moves.map(({ to, keys }): Command => ({
    id: `documents.move-${to}`,
    title: (t) => t(`commands:documents.move.${to}`),
    category: 'documents',
    keys,
    enabled: hasSeveral,
    run: () => documents.move(to),
  })),
  ...groupNumbers.map((number): Command => ({
    id: `documents.focus-group-${number}`,
    title: (t) => t('commands:documents.focusGroup', { number }),
    category: 'documents',
    // Some browsers go to their own tabs with the first; then the second is left.
    keys: [`mod+${number}`, `alt+shift+${number}`],
    run: () => documents.focusGroup(number),
  })),
]
