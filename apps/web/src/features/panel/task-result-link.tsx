import type { TaskResult } from '@portolan/contract/task'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/use-language.ts'
import { FailureLine } from './failure-line.tsx'
import { formatBytes } from './quantities.ts'
import { saveFile } from './save-file.ts'

/** What a finished task left. */
export function TaskResultLink({ result }: { readonly result: TaskResult }) {
  switch (result.kind) {
    case 'file':
      return <FileLink result={result} />
    case 'cluster':
    case 'nothing':
      return null
    default:
      return result satisfies never
  }
}

function FileLink({ result }: { readonly result: Extract<TaskResult, { kind: 'file' }> }) {
  const { t } = useTranslation('panel')
  const language = useLanguage()
  const save = useMutation({ mutationFn: () => saveFile(result.path, result.name) })
  return (
    <>
      <button
        type="button"
        className="button"
        data-main
        disabled={save.isPending}
        title={result.name}
        onClick={() => save.mutate()}
      >
        <IconDownload size={14} aria-hidden="true" />{' '}
        {t('tasks.save', { size: formatBytes(result.bytes, language) })}
      </button>
      {save.isError && <FailureLine error={save.error} />}
    </>
  )
}
