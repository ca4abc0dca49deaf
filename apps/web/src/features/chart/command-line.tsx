import { useState } from 'react'
import type { Words } from './use-words.ts'
import styles from './part-detail.module.css'

/** A command to copy into a shell. */
export function CommandLine({ command, words: { t } }: { readonly command: string; readonly words: Words }) {
  const [copied, setCopied] = useState(false)
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(command)
    setCopied(true)
  }
  return (
    <div className={styles.command}>
      <code>{command}</code>
      <button type="button" onClick={() => void copy()} onBlur={() => setCopied(false)}>
        {copied ? t('chart:detail.copied') : t('chart:detail.copy')}
      </button>
    </div>
  )
}
