/** What the palette looks for, by the first sign of its text, as in VS Code. */
export const paletteModes = ['go', 'commands', 'ports', 'help'] as const
export type PaletteMode = (typeof paletteModes)[number]

export const modePrefix: Readonly<Record<PaletteMode, string>> = {
  go: '',
  commands: '>',
  ports: ':',
  help: '?',
}

/** The full-width signs come from Chinese input methods. */
const prefixes: Readonly<Record<string, PaletteMode>> = {
  '>': 'commands',
  '》': 'commands',
  '＞': 'commands',
  ':': 'ports',
  '：': 'ports',
  '?': 'help',
  '？': 'help',
}

export type PaletteQuery = { readonly mode: PaletteMode; readonly query: string }

export function readPaletteText(text: string): PaletteQuery {
  const mode = prefixes[text.charAt(0)]
  return mode === undefined ? { mode: 'go', query: text.trim() } : { mode, query: text.slice(1).trim() }
}
