import type { DiffLine } from '@portolan/envoy/compare/text-diff'

/** A line of a diff as it is shown; a gap's text is how many equal lines it stands for. */
export type ShownLine = { readonly on: DiffLine['on'] | 'gap'; readonly text: string; readonly place: number }

/** Equal lines that are kept on either side of a changed one. */
const around = 4

/** A diff without the equal lines that are far from every change. */
export function contextLines(lines: readonly DiffLine[]): readonly ShownLine[] {
  const near = new Uint8Array(lines.length)
  lines.forEach(({ on }, place) => {
    if (on === 'both') return
    near.fill(1, Math.max(0, place - around), Math.min(lines.length, place + around + 1))
  })
  const shown: ShownLine[] = []
  let skipped = 0
  lines.forEach(({ on, text }, place) => {
    if (near[place] === 1) {
      if (skipped > 0) shown.push({ on: 'gap', text: String(skipped), place: place - skipped })
      skipped = 0
      shown.push({ on, text, place })
    } else skipped += 1
  })
  if (skipped > 0) shown.push({ on: 'gap', text: String(skipped), place: lines.length - skipped })
  return shown
}
