import type { portMenu } from './port-menu.ts'
import type { ContextMenu } from '../menu/context-menu.ts'

/** `portMenu`, by code that comes with the first menu that somebody opens. */
export async function loadPortMenu(...asked: Parameters<typeof portMenu>): Promise<ContextMenu> {
  const { portMenu } = await import('./port-menu.ts')
  return portMenu(...asked)
}
