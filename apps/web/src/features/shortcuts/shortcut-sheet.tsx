import { IconX } from '@tabler/icons-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { keyLabels } from '../../commands/key-labels.ts'
import { isMac } from '../../commands/platform.ts'
import { useCommandList } from '../../commands/use-commands.ts'
import { useTranslate } from '../../commands/use-translate.ts'
import { placeKeys } from './place-keys.ts'
import { shortcutSections } from './shortcut-rows.ts'
import { shortcutSheet } from './shortcuts-state.ts'
import styles from './shortcut-sheet.module.css'

/** Every shortcut there is, from the commands themselves, and what the browser keeps for itself. */
export function ShortcutSheet() {
  const t = useTranslate()
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const sections = shortcutSections(useCommandList(), query, isMac, t)
  const places = query === '' ? placeKeys : []
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${styles.dialog}`}
      aria-labelledby="shortcuts-title"
      closedby="any"
      onClose={() => shortcutSheet.set(false)}
    >
      <header className={`dialog-head ${styles.head}`}>
        <h2 id="shortcuts-title">{t('shortcuts:title')}</h2>
        <input
          autoFocus
          // Escape closes the sheet; a search field of the browser's would only empty itself.
          type="text"
          role="searchbox"
          aria-label={t('shortcuts:search')}
          placeholder={t('shortcuts:search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t('shortcuts:close')}
          onClick={() => dialog.current?.close()}
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      </header>
      <div className={styles.sheet} tabIndex={0} role="group" aria-labelledby="shortcuts-title">
        {sections.length === 0 && <p>{t('shortcuts:none', { query })}</p>}
        {sections.map(({ category, rows }) => (
          <section key={category}>
            <h3>{t(`commands:category.${category}`)}</h3>
            <dl>
              {rows.map(({ id, title, keys }) => (
                <div key={id}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((one) => (
                      <Keys key={one} chords={keyLabels(one, isMac)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {places.map(({ place, lines }) => (
          <section key={place}>
            <h3>{t(`shortcuts:places.${place}`)}</h3>
            <dl>
              {lines.map(({ keys, words }) => (
                <div key={words}>
                  <dt>{t(`shortcuts:${words}`)}</dt>
                  <dd>
                    <Keys chords={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {query === '' && (
          <section className={styles.notes}>
            <h3>{t('shortcuts:browser.title')}</h3>
            <p>{t('shortcuts:browser.kept')}</p>
            <p>{t('shortcuts:browser.frames')}</p>
            <p>{t('shortcuts:browser.layouts')}</p>
          </section>
        )}
      </div>
    </dialog>
  )
}

function Keys({ chords }: { readonly chords: readonly string[] }) {
  return (
    <span className={styles.keys}>
      {chords.map((chord) => (
        <kbd key={chord}>{chord}</kbd>
      ))}
    </span>
  )
}
