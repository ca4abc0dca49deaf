import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useLayoutEffect, useRef, useState } from 'react'
import { KeySequence } from '../../commands/key-sequence.ts'
import { isMac } from '../../commands/platform.ts'
import { useTranslate } from '../../commands/use-translate.ts'
import { rowsInView } from '../explorer/tree-window.ts'
import type { OpenWhere, PaletteEntry } from './palette-entry.ts'
import { paletteCommands } from './palette-commands.ts'
import { readPaletteText } from './palette-mode.ts'
import { PaletteRow } from './palette-row.tsx'
import { closePalette } from './palette-state.ts'
import type { PaletteState } from './palette-state.ts'
import { lineHeight, scrollFor } from './palette-window.ts'
import { usePaletteResults } from './use-palette-results.ts'
import styles from './palette.module.css'

/** Its own keys change what the open palette looks for; all others rest while it is open. */
const ownKeys = new KeySequence(isMac)

const listId = 'palette-list'
const lineId = (index: number) => `palette-line-${index}`

/**
 * The palette: a text field whose list of hits is worked with the arrow keys.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function PaletteDialog({ opened }: { readonly opened: NonNullable<PaletteState> }) {
  const t = useTranslate()
  const dialog = useRef<HTMLDialogElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const size = useElementSize()
  const list = useMergedRef(scroller, size.ref)
  const [text, setText] = useState(opened.text)
  const [followed, setFollowed] = useState(opened)
  // Opened again while it is open: another kind of search.
  if (followed !== opened) {
    setFollowed(opened)
    setText(opened.text)
  }
  const { mode, query } = readPaletteText(text)
  const { entries, total, notices, busy } = usePaletteResults(mode, query)
  const [moved, setMoved] = useState({ text, index: 0 })
  const [scrollTop, setScrollTop] = useState(0)
  // Another text is another list, with its first line chosen.
  const active = moved.text === text ? Math.min(moved.index, entries.length - 1) : 0

  useLayoutEffect(() => dialog.current?.showModal(), [])

  const move = (index: number) => {
    const to = Math.max(0, Math.min(entries.length - 1, index))
    setMoved({ text, index: to })
    const view = scroller.current
    if (view !== null)
      view.scrollTop = scrollFor(to, { scrollTop: view.scrollTop, height: view.clientHeight })
  }
  const change = (next: string) => {
    setText(next)
    scroller.current?.scrollTo({ top: 0 })
  }
  const choose = (entry: PaletteEntry | undefined, where: OpenWhere) => {
    if (entry === undefined) return
    if (entry.leadsOn !== true) {
      // First the focus goes back to where it was, so that a command may move it from there.
      dialog.current?.close()
      closePalette()
    }
    void entry.choose(where)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const page = Math.max(1, Math.floor(size.height / lineHeight) - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
    }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const around = Math.abs(step) === 1 && entries.length > 0
      move(around ? (active + step + entries.length) % entries.length : active + step)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(entries[active], event.ctrlKey || event.metaKey || event.altKey ? 'beside' : 'here')
    } else {
      const outcome = ownKeys.press(event.nativeEvent, paletteCommands)
      if (outcome.kind !== 'run') return
      event.preventDefault()
      void outcome.command.run()
    }
  }

  const drawn = rowsInView(entries.length, {
    scrollTop,
    height: Math.max(size.height, 420),
    rowHeight: lineHeight,
  })
  const words = t(`palette:mode.${mode}.placeholder`)
  return (
    <dialog
      ref={dialog}
      className={`dialog ${styles.dialog}`}
      aria-label={t('palette:title')}
      closedby="any"
      onClose={closePalette}
    >
      <div className={styles.field}>
        <input
          // The dialog gives it the focus when it opens.
          autoFocus
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={entries.length === 0 ? undefined : lineId(active)}
          aria-label={words}
          aria-busy={busy}
          placeholder={words}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        className={styles.list}
        aria-label={t(`palette:mode.${mode}.list`)}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <div role="presentation" className={styles.lines} style={{ height: entries.length * lineHeight }}>
          {entries.slice(drawn.from, drawn.to).map((entry, offset) => {
            const index = drawn.from + offset
            return (
              <PaletteRow
                key={entry.key}
                id={lineId(index)}
                entry={entry}
                active={index === active}
                at={index}
                count={entries.length}
                top={index * lineHeight}
                onPoint={() => {
                  if (index !== active) setMoved({ text, index })
                }}
                onChoose={(beside) => choose(entry, beside ? 'beside' : 'here')}
              />
            )
          })}
        </div>
      </div>
      {notices.map((notice) => (
        <p key={notice} className={styles.notice}>
          {notice}
        </p>
      ))}
      <div className={styles.foot}>
        <output>
          {total > entries.length
            ? t('palette:countOf', { shown: entries.length, total })
            : t('palette:count', { count: total })}
        </output>
        <span>{t('palette:hint')}</span>
      </div>
    </dialog>
  )
}
