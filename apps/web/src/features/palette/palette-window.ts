/** Height of a line in CSS pixels, as palette.module.css has it. */
export const lineHeight = 28

/** How far a list must be scrolled for a line to be in sight. */
export function scrollFor(
  index: number,
  view: { readonly scrollTop: number; readonly height: number },
): number {
  const top = index * lineHeight
  if (top < view.scrollTop) return top
  return Math.max(view.scrollTop, top + lineHeight - view.height)
}
