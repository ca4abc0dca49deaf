import { SharedValue } from '../../commands/shared-value.ts'

/** What the palette was opened with; `undefined` while it is closed. */
export type PaletteState = { readonly text: string } | undefined

export const palette = new SharedValue<PaletteState>(undefined)

/** Opens it with a mode's prefix, or changes the text of the one that is open. */
export function openPalette(text: string): void {
  palette.set({ text })
}

export function closePalette(): void {
  palette.set(undefined)
}
