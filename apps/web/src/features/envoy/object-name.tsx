import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../commands/copy-text.ts'
import { KubectlContext } from './kubectl-context.ts'
import { objectCommand } from './object-command.ts'
import type { ObjectLink } from './object-command.ts'
import styles from './envoy.module.css'

/** The object of the cluster that something was made from; pressed, it copies the command that shows it. */
export function ObjectName({ link, text }: { readonly link: ObjectLink; readonly text: string | undefined }) {
  const { t } = useTranslation('envoy')
  const command = objectCommand(link, use(KubectlContext))
  const name = text ?? `${link.objectKind} ${link.namespace}/${link.name}`
  if (command === undefined) return <span title={link.apiVersion}>{name}</span>
  return (
    <button
      type="button"
      className={styles.link}
      title={t('copyCommand', { command })}
      onClick={() => void copyText(command, (say) => say('envoy:commandCopied'))}
    >
      {name}
    </button>
  )
}
