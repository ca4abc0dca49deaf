/** `#token=abc` -> `abc`. */
export function tokenOfFragment(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token')?.trim() || undefined
}

/** What a person pastes: the whole link that was printed, its fragment, or the bare token. */
export function tokenOfPaste(text: string): string | undefined {
  const trimmed = text.trim()
  const hash = trimmed.indexOf('#')
  if (hash !== -1) return tokenOfFragment(trimmed.slice(hash))
  return tokenOfFragment(trimmed) ?? (/^[\w-]{8,}$/.test(trimmed) ? trimmed : undefined)
}
