import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './part-detail.module.css'

/** A command to copy into a shell. */
export function CommandLine({ command }: { readonly command: string }) {
  const { t } = useTranslation('chart')
  const [copied, setCopied] = useState(false)
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(command)
    setCopied(true)
  }
  return (
    <div className={styles.command}>
      <code>{command}</code>
      <button type="button" onClick={() => void copy()} onBlur={() => setCopied(false)}>
        {copied ? t('detail.copied') : t('detail.copy')}
      </button>
    </div>
  )
}
