import {
  IconArrowLeft,
  IconArrowRight,
  IconLayoutColumns,
  IconMaximize,
  IconMinimize,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { IDockviewHeaderActionsProps } from 'dockview-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documents } from '../documents/document-store.ts'
import { useDocuments } from '../documents/use-documents.ts'
import styles from './dock.module.css'

/** Beside the tabs of a group: back and forward in the document in front, split, maximise. */
export function GroupActions({ activePanel, containerApi }: IDockviewHeaderActionsProps) {
  const { t } = useTranslation('documents')
  useDocuments()
  const [maximised, setMaximised] = useState(containerApi.hasMaximizedGroup())
  useEffect(() => {
    const subscription = containerApi.onDidMaximizedGroupChange(() =>
      setMaximised(containerApi.hasMaximizedGroup()),
    )
    return () => subscription.dispose()
  }, [containerApi])
  const id = activePanel?.id
  if (id === undefined) return null
  return (
    <div role="group" aria-label={t('actions')} className={styles.actions}>
      <Action
        icon={IconArrowLeft}
        label={t('back')}
        disabled={!documents.canStep(-1, id)}
        onClick={() => documents.back(id)}
      />
      <Action
        icon={IconArrowRight}
        label={t('forward')}
        disabled={!documents.canStep(1, id)}
        onClick={() => documents.forward(id)}
      />
      <Action icon={IconLayoutColumns} label={t('split')} onClick={() => documents.split('right', id)} />
      <Action
        icon={maximised ? IconMinimize : IconMaximize}
        label={t(maximised ? 'restore' : 'maximise')}
        onClick={() => documents.maximise(id)}
      />
    </div>
  )
}

type ActionProps = {
  readonly icon: Icon
  readonly label: string
  readonly disabled?: boolean
  readonly onClick: () => void
}

function Action({ icon: Picture, label, disabled, onClick }: ActionProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Picture size={15} stroke={1.7} aria-hidden="true" />
    </button>
  )
}
