import { IconCommand, IconHome, IconKeyboard, IconMenu2, IconSitemap } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DocumentLink } from '../documents/document-link.tsx'
import { useActiveDocument } from '../documents/use-documents.ts'
import { CommandButton } from './command-button.tsx'
import { mainMenuButtonId } from '../features/menu/main-menu.ts'
import styles from './activity-bar.module.css'

/** What is always one click away. Everything but the overview is a command. */
export function ActivityBar({ explorerOpen }: { readonly explorerOpen: boolean }) {
  const { t } = useTranslation('shell')
  const isHome = useActiveDocument().view === 'welcome'
  return (
    <nav className={styles.bar} aria-label={t('activities')}>
      <CommandButton id={mainMenuButtonId} command="menu.main" icon={IconMenu2} popup="menu" />
      <DocumentLink
        document={{ view: 'welcome' }}
        className={styles.button}
        aria-label={t('openHome')}
        title={t('openHome')}
        aria-current={isHome ? 'page' : undefined}
      >
        <IconHome size={19} stroke={1.6} aria-hidden="true" />
      </DocumentLink>
      <CommandButton
        command="explorer.toggle"
        label={t('toggleExplorer')}
        icon={IconSitemap}
        pressed={explorerOpen}
      />
      <CommandButton command="palette.commands" icon={IconCommand} popup="dialog" last />
      <CommandButton command="help.shortcuts" icon={IconKeyboard} popup="dialog" />
    </nav>
  )
}
