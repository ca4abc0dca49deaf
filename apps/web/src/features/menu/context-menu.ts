import type { KeyboardEvent, MouseEvent } from 'react'
import { openMenu } from './menu-state.ts'
import type { OpenMenu } from './menu-state.ts'

/** A menu before it is known where it opens. */
export type ContextMenu = Omit<OpenMenu, 'place'>

/**
 * Opens a menu on a right click, on the Menu key and on Shift+F10:
 * `<button {...contextMenu(() => ({ label, groups }))}>`. `undefined` leaves
 * the browser its own menu.
 */
export function contextMenu(menuOf: (target: Element) => ContextMenu | undefined): {
  readonly onContextMenu: (event: MouseEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
} {
  return {
    onContextMenu: (event) => {
      const target = elementOf(event)
      const wanted = menuOf(target)
      if (wanted === undefined) return
      event.preventDefault()
      // What the keyboard asks for has no place of its own in some browsers.
      const place = event.detail === 0 && event.clientX === 0 && event.clientY === 0 ? target : at(event)
      openMenu({ ...wanted, place })
    },
    onKeyDown: (event) => {
      if (!isMenuKey(event)) return
      const target = elementOf(event)
      const wanted = menuOf(target)
      if (wanted === undefined) return
      event.preventDefault()
      openMenu({ ...wanted, place: target })
    },
  }
}

/** The keys that ask for a context menu; a Mac's keyboard has neither, but takes the second. */
export function isMenuKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey)
}

function at({ clientX, clientY }: MouseEvent) {
  return { x: clientX, y: clientY }
}

function elementOf({ target, currentTarget }: { target: EventTarget; currentTarget: Element }): Element {
  return target instanceof Element ? target : currentTarget
}
