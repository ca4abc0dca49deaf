import type { Translate } from '../../commands/command.ts'
import type { PaletteEntry, PaletteResults } from './palette-entry.ts'
import { modePrefix, paletteModes } from './palette-mode.ts'
import type { PaletteMode } from './palette-mode.ts'
import { openPalette } from './palette-state.ts'

/** What can be typed, each line leading to its kind of search. */
export function helpEntries(t: Translate): readonly PaletteEntry[] {
  return paletteModes.map((mode) =>
    modeEntry(mode, '', {
      text: modePrefix[mode] === '' ? '…' : modePrefix[mode],
      words: t(`palette:mode.${mode}.help`),
    }),
  )
}

/** Where nothing was found: what that means, and the same text in the other kinds of search. */
export function orElsewhere(
  results: PaletteResults,
  mode: PaletteMode,
  query: string,
  t: Translate,
): PaletteResults {
  if (results.entries.length > 0 || results.busy) return results
  const none = mode === 'ports' && query === '' ? t('palette:none.portsNoPod') : t(`palette:none.${mode}`)
  const others = paletteModes.filter((other) => other !== mode && (query !== '' || other === 'help'))
  return {
    ...results,
    entries: others.map((other) =>
      modeEntry(other, query, { text: t(`palette:instead.${other}`, { query }), words: undefined }),
    ),
    total: 0,
    notices: [...results.notices, none],
  }
}

function modeEntry(
  mode: PaletteMode,
  query: string,
  { text, words }: { readonly text: string; readonly words: string | undefined },
): PaletteEntry {
  return {
    key: `mode/${mode}`,
    icon: { kind: 'mode' },
    label: { text, marks: [] },
    ...(words !== undefined && { detail: { text: words, marks: [] } }),
    leadsOn: true,
    choose: () => openPalette(mode === 'help' ? modePrefix.help : `${modePrefix[mode]}${query}`),
  }
}
