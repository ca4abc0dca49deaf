import { IconCommand, IconHome, IconKeyboard, IconMenu2, IconSitemap, IconTable } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../commands/use-commands.ts'
import { DocumentLink } from '../documents/document-link.tsx'
import { useActiveDocument } from '../documents/use-documents.ts'
import { CommandButton } from './command-button.tsx'
import { matrixCommands } from '../features/matrix/matrix-commands.ts'
import { mainMenuButtonId } from '../features/menu/main-menu.ts'
import { useChosenCluster } from '../features/session/chosen-cluster.ts'
import styles from './activity-bar.module.css'

/** What is always one click away. Everything but the overview is a command. */
export function ActivityBar({ explorerOpen }: { readonly explorerOpen: boolean }) {
  const { t } = useTranslation('shell')
  const { view } = useActiveDocument()
  const cluster = useChosenCluster()
  const matrix = cluster === undefined ? undefined : ({ view: 'matrix', cluster } as const)
  useCommands(useMemo(() => matrixCommands(cluster), [cluster]))
  return (
    <nav className={styles.bar} aria-label={t('activities')}>
      <CommandButton id={mainMenuButtonId} command="menu.main" icon={IconMenu2} popup="menu" />
      <DocumentLink
        document={{ view: 'welcome' }}
        className={styles.button}
        aria-label={t('openHome')}
        title={t('openHome')}
        aria-current={view === 'welcome' ? 'page' : undefined}
      >
        <IconHome size={19} stroke={1.6} aria-hidden="true" />
      </DocumentLink>
      <CommandButton
        command="explorer.toggle"
        label={t('toggleExplorer')}
        icon={IconSitemap}
        pressed={explorerOpen}
      />
      {matrix !== undefined && (
        <DocumentLink
          document={matrix}
          className={styles.button}
          aria-label={t('openMatrix')}
          title={t('openMatrix')}
          aria-current={view === 'matrix' ? 'page' : undefined}
        >
          <IconTable size={19} stroke={1.6} aria-hidden="true" />
        </DocumentLink>
      )}
      <CommandButton command="palette.commands" icon={IconCommand} popup="dialog" last />
      <CommandButton command="help.shortcuts" icon={IconKeyboard} popup="dialog" />
    </nav>
  )
}
