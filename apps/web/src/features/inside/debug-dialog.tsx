import { insideRoutes } from '@portolan/contract/inside-routes'
import type { InsideLook } from '@portolan/contract/inside'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '../../api/call-api.ts'
import { FailureLine } from '../panel/failure-line.tsx'
import { Said } from '../problem/said.tsx'
import { lookRuns } from './look-runs.ts'
import styles from './debug-dialog.module.css'

type DebugDialogProps = {
  readonly cluster: string
  readonly look: InsideLook
  /** The container that has no shell. */
  readonly container: string
  readonly onClose: () => void
}

/** What to offer where no container of the pod has a shell. */
const smallImage = 'busybox:1.37'

/**
 * Asks before a container is put into the pod, which nobody can take out again.
 * The image that is offered first is one that another container of the pod runs:
 * it is on the node already, and has a shell.
 */
export function DebugDialog({ cluster, look, container, onClose }: DebugDialogProps) {
  const { t } = useTranslation('inside')
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const [image, setImage] = useState(() => imageWithShell(look) ?? smallImage)
  const [trace, setTrace] = useState(true)
  const [stays, setStays] = useState(false)
  const { pod } = look
  const add = useMutation({
    mutationFn: () =>
      callApi(insideRoutes.debugContainer, {
        params: { cluster, namespace: pod.namespace, pod: pod.name },
        body: { container, image: image.trim(), trace, stays: true },
      }),
    onSuccess: ({ state }) => {
      if (state !== 'running') return
      dialog.current?.close()
      void lookRuns.start(cluster, pod)
    },
  })
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const added = add.data
  return (
    <dialog ref={dialog} className={`dialog ${styles.dialog}`} aria-labelledby={heading} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <header className="dialog-head">
          <h2 id={heading}>{t('debug.title', { container })}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={t('debug.close')}
            onClick={() => dialog.current?.close()}
          >
            <IconX size={16} aria-hidden="true" />
          </button>
        </header>
        <div className={styles.body}>
          <p>{t('debug.what', { container })}</p>
          <label className={styles.field}>
            <span>{t('debug.image')}</span>
            <input
              type="text"
              value={image}
              required
              maxLength={255}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setImage(event.currentTarget.value)}
            />
            <small>{t(imageWithShell(look) === image ? 'debug.onNode' : 'debug.pulled')}</small>
          </label>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={trace}
              onChange={(event) => setTrace(event.currentTarget.checked)}
            />
            <span>
              {t('debug.trace')}
              <small>{t('debug.traceText')}</small>
            </span>
          </label>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={stays}
              required
              onChange={(event) => setStays(event.currentTarget.checked)}
            />
            <span>
              {t('debug.stays')}
              <small>{t('debug.staysText')}</small>
            </span>
          </label>
          {add.error !== null && <FailureLine error={add.error} />}
          {added !== undefined && added.state !== 'running' && (
            <div role="alert">
              <p>{t(`debug.${added.state}`, { name: added.name })}</p>
              <Said text={added.text} />
            </div>
          )}
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('debug.cancel')}
          </button>
          <button type="submit" className="button" data-main disabled={!stays || add.isPending}>
            {t(add.isPending ? 'debug.adding' : 'debug.add')}
          </button>
        </footer>
      </form>
    </dialog>
  )
}

function imageWithShell({ containers }: InsideLook): string | undefined {
  return containers.find(({ outcome }) => outcome.kind === 'read' && outcome.by === 'shell')?.image
}
