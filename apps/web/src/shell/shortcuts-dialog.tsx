import { IconX } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './shortcuts-dialog.module.css'

const shortcuts = [
  { keys: ['Ctrl K', '/'], words: 'shortcuts.find' },
  { keys: ['Ctrl B'], words: 'shortcuts.explorer' },
  { keys: ['1', '2', '3'], words: 'shortcuts.views' },
  { keys: ['↑', '↓', 'Home', 'End'], words: 'shortcuts.tree' },
  { keys: ['→', '←', '*'], words: 'shortcuts.treeSides' },
  { keys: ['a … z'], words: 'shortcuts.treeType' },
  { keys: ['Enter'], words: 'shortcuts.treeEnter' },
  { keys: ['Esc'], words: 'shortcuts.escape' },
  { keys: ['?'], words: 'shortcuts.help' },
] as const

export function ShortcutsDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const { t } = useTranslation('shell')
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="shortcuts-title" closedby="any">
      <div className={styles.head}>
        <h2 id="shortcuts-title">{t('shortcuts.title')}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('shortcuts.close')}
          onClick={() => dialog.current?.close()}
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      </div>
      <dl>
        {shortcuts.map(({ keys, words }) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
