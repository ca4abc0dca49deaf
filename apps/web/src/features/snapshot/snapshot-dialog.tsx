import { routes } from '@portolan/contract/routes'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { callApi } from '../../api/call-api.ts'
import { useActivePod } from '../../commands/use-active-pod.ts'
import { useTranslate } from '../../commands/use-translate.ts'
import { panelStore } from '../panel/panel-store.ts'
import { failureWords } from '../problem/failure-words.ts'
import { useChosenCluster } from '../session/chosen-cluster.ts'
import { useSession } from '../session/session-context.ts'
import { partsFor, snapshotExtras, snapshotRequest } from './snapshot-choice.ts'
import type { SnapshotExtra, SnapshotPart } from './snapshot-choice.ts'
import { snapshotDialog } from './snapshot-state.ts'
import styles from './snapshot-dialog.module.css'

/** Asks what of the mesh is to be recorded; its progress and its file are then among the tasks. */
export function SnapshotDialog() {
  const t = useTranslate()
  const dialog = useRef<HTMLDialogElement>(null)
  const front = useActivePod()
  const chosen = useChosenCluster() ?? ''
  const cluster = front?.cluster ?? chosen
  const pod = front?.pod
  const [part, setPart] = useState<SnapshotPart>('mesh')
  const { exec } = useSession()
  const [extras, setExtras] = useState<ReadonlySet<SnapshotExtra>>(new Set())
  const start = useMutation({
    mutationFn: () =>
      callApi(routes.snapshot, { params: { cluster }, body: snapshotRequest(part, pod, extras) }),
    onSuccess: () => {
      panelStore.show('tasks')
      dialog.current?.close()
    },
  })
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const failure = start.error === null ? undefined : failureWords(t, start.error)
  return (
    <dialog
      ref={dialog}
      className={`dialog ${styles.dialog}`}
      aria-labelledby="snapshot-title"
      closedby="any"
      onClose={() => snapshotDialog.set(false)}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          start.mutate()
        }}
      >
        <header className="dialog-head">
          <h2 id="snapshot-title">{t('snapshot:title', { cluster })}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={t('snapshot:close')}
            onClick={() => dialog.current?.close()}
          >
            <IconX size={16} aria-hidden="true" />
          </button>
        </header>
        <fieldset className={styles.parts}>
          <legend>{t('snapshot:what')}</legend>
          {partsFor(pod).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="part"
                value={one}
                checked={part === one}
                autoFocus={one === part}
                onChange={() => setPart(one)}
              />
              <span>
                {t(`snapshot:part.${one}`, { namespace: pod?.namespace ?? '', pod: pod?.name ?? '' })}
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.extras}>
          <legend>{t('snapshot:extras')}</legend>
          {snapshotExtras.map((one) => {
            const isOff = one === 'lookInside' && !exec
            return (
              <label key={one}>
                <input
                  type="checkbox"
                  checked={extras.has(one)}
                  disabled={isOff}
                  onChange={({ currentTarget: { checked } }) => setExtras(withExtra(extras, one, checked))}
                />
                <span>
                  {t(`snapshot:extra.${one}.title`)}
                  <small>{t(isOff ? 'snapshot:noExec' : `snapshot:extra.${one}.text`)}</small>
                </span>
              </label>
            )
          })}
        </fieldset>
        <p className={styles.note}>{t('snapshot:holds')}</p>
        {failure !== undefined && (
          <p className={styles.failure} role="alert">
            <strong>{failure.title}</strong> {failure.said ?? failure.text}
          </p>
        )}
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('snapshot:cancel')}
          </button>
          <button type="submit" className="button" disabled={start.isPending || cluster === ''}>
            {start.isPending ? t('snapshot:starting') : t('snapshot:start')}
          </button>
        </footer>
      </form>
    </dialog>
  )
}

function withExtra(
  extras: ReadonlySet<SnapshotExtra>,
  one: SnapshotExtra,
  wanted: boolean,
): ReadonlySet<SnapshotExtra> {
  const others = [...extras].filter((other) => other !== one)
  return new Set(wanted ? [...others, one] : others)
}
