import { IconX } from '@tabler/icons-react'
import { useId, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../../inside/debug-dialog.module.css'

type ConfirmDialogProps = {
  readonly title: string
  readonly action: string
  readonly isPending: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** What will happen, and what became of it. */
  readonly children: ReactNode
}

/** Says what is about to change in a proxy, and does it only when the person agrees. */
export function ConfirmDialog({
  title,
  action,
  isPending,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const { t } = useTranslation('envoy')
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={`dialog ${styles.dialog}`} aria-labelledby={heading} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={t('change.close')}
            onClick={() => dialog.current?.close()}
          >
            <IconX size={16} aria-hidden="true" />
          </button>
        </header>
        <div className={styles.body}>{children}</div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('change.cancel')}
          </button>
          <button type="submit" className="button" data-main disabled={isPending}>
            {action}
          </button>
        </footer>
      </form>
    </dialog>
  )
}
