import type { Command } from '../../commands/command.ts'
import { modePrefix } from './palette-mode.ts'
import { openPalette } from './palette-state.ts'

/** The ways into the palette. Their keys work in text fields too, and change the mode of an open palette. */
export const paletteCommands: readonly Command[] = [
  {
    id: 'palette.go',
    title: (t) => t('commands:palette.go'),
    category: 'go',
    keys: ['mod+P', 'mod+K'],
    whileTyping: true,
    run: () => openPalette(modePrefix.go),
  },
  {
    id: 'palette.ports',
    title: (t) => t('commands:palette.ports'),
    category: 'go',
    keys: ['mod+shift+O'],
    whileTyping: true,
    run: () => openPalette(modePrefix.ports),
  },
  {
    id: 'palette.commands',
    title: (t) => t('commands:palette.commands'),
    category: 'go',
    keys: ['mod+shift+P', 'F1'],
    whileTyping: true,
    run: () => openPalette(modePrefix.commands),
  },
  {
    id: 'palette.help',
    title: (t) => t('commands:palette.help'),
    category: 'help',
    run: () => openPalette(modePrefix.help),
  },
]
