type Size = { readonly width: number; readonly height: number }
type Point = { readonly x: number; readonly y: number }

/** Kept free between a menu and the window's edge, in CSS pixels. */
const margin = 6

/**
 * Where a menu's upper left corner goes, so that all of it is in sight: below
 * and to the right of what it hangs on, turned around where there is no room.
 * @param box what it hangs on; a point has no extent
 */
export function placeMenu(box: Point & Size, menu: Size, window: Size): Point {
  const below = box.y + box.height
  const fitsBelow = below + menu.height + margin <= window.height
  const fitsRight = box.x + menu.width + margin <= window.width
  return {
    x: within(fitsRight ? box.x : box.x + box.width - menu.width, window.width - menu.width),
    y: within(fitsBelow ? below : box.y - menu.height, window.height - menu.height),
  }
}

function within(wanted: number, most: number): number {
  return Math.max(margin, Math.min(wanted, most - margin))
}
