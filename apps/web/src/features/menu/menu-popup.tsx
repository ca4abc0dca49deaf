import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isEnabled } from '../../commands/command.ts'
import type { Command } from '../../commands/command.ts'
import { commands } from '../../commands/command-registry.ts'
import { ariaKeys, keyText } from '../../commands/key-labels.ts'
import { isMac } from '../../commands/platform.ts'
import { runCommand } from '../../commands/run-command.ts'
import { useTranslate } from '../../commands/use-translate.ts'
import { isMenuKey } from './context-menu.ts'
import { menuStep, menuTypeAhead, typingPause } from './menu-keys.ts'
import { placeMenu } from './menu-place.ts'
import type { MenuPlace, OpenMenu } from './menu-state.ts'
import { closeMenu } from './menu-state.ts'
import styles from './menu.module.css'

/**
 * A menu in the browser's top layer. Escape, Tab and a press beside it close it;
 * the focus goes back to who had it.
 *
 * The popover is a manual one: an automatic one takes the release of the right
 * button that opened it for a click beside it.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/menubar/
 */
export function MenuPopup({ opened: { label, groups, place } }: { readonly opened: OpenMenu }) {
  const t = useTranslate()
  const popup = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const [focusedBefore] = useState(() => document.activeElement)

  useLayoutEffect(() => {
    const element = popup.current
    if (element === null) return
    if (!element.matches(':popover-open')) element.showPopover()
    const { x, y } = placeMenu(boxOf(place), element.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    })
    element.style.left = `${x}px`
    element.style.top = `${y}px`
    linesOf(element)[0]?.focus({ preventScroll: true })
  }, [place])

  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    const onPress = ({ target }: Event) => {
      if (!(target instanceof Node && popup.current?.contains(target) === true)) closeMenu()
    }
    document.addEventListener('pointerdown', onPress, { signal, capture: true })
    addEventListener('resize', closeMenu, { signal })
    addEventListener('blur', closeMenu, { signal })
    return () => ending.abort()
  }, [])

  const close = () => {
    closeMenu()
    if (focusedBefore instanceof HTMLElement || focusedBefore instanceof SVGElement) focusedBefore.focus()
  }
  const choose = (command: Command) => {
    if (!isEnabled(command)) return
    // First the focus goes back to where it was, so that a command may move it from there.
    close()
    void runCommand(command)
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const lines = linesOf(event.currentTarget)
    const at = lines.findIndex((line) => line === document.activeElement)
    const step = menuStep(event.key, at, lines.length)
    if (step !== undefined) {
      event.preventDefault()
      lines[step]?.focus()
    } else if (event.key === 'Tab' || event.key === 'Escape' || isMenuKey(event)) {
      event.preventDefault()
      // The chart below takes an Escape of its own.
      event.stopPropagation()
      close()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const goesOn = event.timeStamp - typed.current.at < typingPause
      // A blank inside a word that is being typed belongs to it; alone it presses the line.
      if (event.key === ' ' && !goesOn) return
      event.preventDefault()
      const text = goesOn ? typed.current.text + event.key : event.key
      typed.current = { text, at: event.timeStamp }
      const titles = lines.map((line) => line.dataset['title'] ?? '')
      const found = menuTypeAhead(titles, at, text)
      if (found !== undefined) lines[found]?.focus()
    }
  }

  return (
    <div
      ref={popup}
      role="menu"
      popover="manual"
      tabIndex={-1}
      className={styles.menu}
      aria-label={label(t)}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        // What was typed presses no line when the key comes up.
        if (event.key === ' ' && typed.current.text.endsWith(' ')) event.preventDefault()
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <div key={group[0]?.id ?? index} role="group" className={styles.group}>
            {group.map((command) => (
              <MenuLine key={command.id} command={command} title={command.title(t)} onChoose={choose} />
            ))}
          </div>
        ))}
    </div>
  )
}

type MenuLineProps = {
  readonly command: Command
  readonly title: string
  readonly onChoose: (command: Command) => void
}

function MenuLine({ command, title, onChoose }: MenuLineProps) {
  // A line about one tab has the keys of the command for the active one.
  const keys = (command.keys ?? commands.find(command.id)?.keys)?.[0]
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={styles.line}
      data-title={title}
      aria-disabled={!isEnabled(command)}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys, isMac)}
      onClick={() => onChoose(command)}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
    >
      <span>{title}</span>
      {keys !== undefined && (
        <kbd className={styles.keys} aria-hidden="true">
          {keyText(keys, isMac)}
        </kbd>
      )}
    </button>
  )
}

function linesOf(menu: Element): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
}

function boxOf(place: MenuPlace) {
  return place instanceof Element ? place.getBoundingClientRect() : { ...place, width: 0, height: 0 }
}
