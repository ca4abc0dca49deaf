import type { Command, Translate } from '../../commands/command.ts'
import { SharedValue } from '../../commands/shared-value.ts'

/** Lines of a menu, in groups with a rule between them. An empty group is left out. */
export type MenuGroups = readonly (readonly Command[])[]

/** A point of the viewport in CSS pixels, or the element that the menu hangs below. */
export type MenuPlace = { readonly x: number; readonly y: number } | Element

export type OpenMenu = {
  /** What the menu is about, for who does not see where it stands. */
  readonly label: (t: Translate) => string
  readonly groups: MenuGroups
  readonly place: MenuPlace
}

/** The one menu that is open. */
export const menu = new SharedValue<OpenMenu | undefined>(undefined)

export function openMenu(wanted: OpenMenu): void {
  menu.set(wanted)
}

export function closeMenu(): void {
  menu.set(undefined)
}
