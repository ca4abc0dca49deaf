import { documents } from '../documents/document-store.ts'
import { isMenuKey } from '../features/menu/context-menu.ts'
import { openTabMenu } from './tab-menu.ts'

const closeButton = '[data-close]'

/**
 * What can be done on a tab beyond choosing it. A tab's element is dockview's own
 * and has the focus, so the dock listens for all of them.
 * @returns ends it
 */
export function followTabGestures(dock: HTMLElement): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const onTab = <Type extends 'dblclick' | 'auxclick' | 'contextmenu' | 'keydown'>(
    type: Type,
    act: (id: string, event: HTMLElementEventMap[Type], tab: HTMLElement) => void,
  ) => {
    const listen = (event: HTMLElementEventMap[Type]) => {
      const tab = event.target instanceof Element ? event.target.closest<HTMLElement>('.dv-tab') : null
      const id = tab?.dataset['tabPanelId']
      if (tab !== null && id !== undefined) act(id, event, tab)
    }
    dock.addEventListener(type, listen, { signal })
  }

  // Before dockview hears of it: a tab that is closed does not come to the front first.
  const onClose = (type: 'pointerdown' | 'click', act: (id: string) => void) => {
    const listen = (event: Event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>(closeButton) : null
      const id = button?.dataset['close']
      if (id === undefined) return
      event.stopPropagation()
      act(id)
    }
    dock.addEventListener(type, listen, { capture: true, signal })
  }

  onClose('pointerdown', () => {})
  onClose('click', (id) => documents.close(id))
  onTab('dblclick', (id) => documents.keep(id))
  onTab('auxclick', (id, event) => {
    if (event.button !== 1) return
    event.preventDefault()
    documents.close(id)
  })
  onTab('contextmenu', (id, event, tab) => {
    event.preventDefault()
    // What the keyboard asks for has no place of its own in some browsers.
    const { clientX: x, clientY: y } = event
    openTabMenu(id, x === 0 && y === 0 ? tab : { x, y })
  })
  onTab('keydown', (id, event, tab) => {
    if (!isMenuKey(event)) return
    event.preventDefault()
    openTabMenu(id, tab)
  })
  return () => ending.abort()
}
