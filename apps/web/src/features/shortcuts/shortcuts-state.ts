import { SharedValue } from '../../commands/shared-value.ts'

/** Whether the shortcut sheet is on the screen. */
export const shortcutSheet = new SharedValue(false)
