/** An instant as RFC 3339 in whole seconds, UTC: `2026-11-24T20:28:39Z`. */
export function instantText(milliseconds: number): string {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? '' : `${date.toISOString().slice(0, 19)}Z`
}

/** A length of time in its two largest units: `23 h 5 min`, `3 d 4 h`, `12 s`; negative ones with a minus. */
export function durationText(milliseconds: number): string {
  const total = Math.floor(Math.abs(milliseconds) / 1000)
  const parts = [
    [Math.floor(total / 86_400), 'd'],
    [Math.floor(total / 3600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ] as const
  const from = parts.findIndex(([count]) => count > 0)
  const shown = parts.slice(from === -1 ? 3 : from, (from === -1 ? 3 : from) + 2)
  const text = shown
    .filter(([count], place) => count > 0 || place === 0)
    .map(([count, unit]) => `${count} ${unit}`)
  return `${milliseconds <= -1000 ? '−' : ''}${text.join(' ')}`
}
