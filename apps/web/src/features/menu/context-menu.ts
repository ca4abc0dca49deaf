import type { KeyboardEvent, MouseEvent } from 'react'
import { openMenu } from './menu-state.ts'
import type { OpenMenu } from './menu-state.ts'

/** A menu before it is known where it opens. */
export type ContextMenu = Omit<OpenMenu, 'place'>
/** A menu, or one whose code is loaded when somebody asks for it; `undefined` leaves the browser its own. */
export type MenuOffer = ContextMenu | Promise<ContextMenu> | undefined

/**
 * Opens a menu on a right click, on the Menu key and on Shift+F10:
 * `<button {...contextMenu(() => ({ label, groups }))}>`.
 */
export function contextMenu(menuOf: (target: Element) => MenuOffer): {
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
      void open(wanted, place)
    },
    onKeyDown: (event) => {
      if (!isMenuKey(event)) return
      const target = elementOf(event)
      const wanted = menuOf(target)
      if (wanted === undefined) return
      event.preventDefault()
      void open(wanted, target)
    },
  }
}

async function open(offer: NonNullable<MenuOffer>, place: OpenMenu['place']): Promise<void> {
  openMenu({ ...(await offer), place })
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
