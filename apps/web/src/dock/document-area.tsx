import { Suspense, lazy, useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../commands/use-commands.ts'
import { documentCommands } from '../commands/document-commands.ts'
import { layoutDamage } from '../documents/layout-damage.ts'
import { useDocuments } from '../documents/use-documents.ts'
import { notify } from '../features/panel/notifications.ts'
import { DocumentBody } from './document-body.tsx'
import styles from './dock.module.css'

const Dock = lazy(async () => ({ default: (await import('./dock.tsx')).Dock }))

/** The open documents. Until the dock is loaded, which is after the first screen, the active one stands alone. */
export function DocumentArea() {
  const { documents, active } = useDocuments()
  const alone = documents.find(({ id }) => id === active)
  useCommands(documentCommands)
  useLayoutDamage()
  return (
    <Suspense
      fallback={
        <div className={styles.alone}>
          <div className={styles.strip} />
          {alone !== undefined && <DocumentBody open={alone} />}
        </div>
      }
    >
      <Dock />
    </Suspense>
  )
}

/** Tells once what of the kept layout could not be read. */
function useLayoutDamage(): void {
  const { t } = useTranslation('documents')
  const parts = useSyncExternalStore(layoutDamage.subscribe, layoutDamage.parts)
  useEffect(() => {
    if (parts.length === 0) return
    layoutDamage.told()
    notify({
      kind: 'warning',
      title: t('damaged.title'),
      text: parts.map((part) => t(`damaged.${part}`)).join(' '),
    })
  }, [parts, t])
}
