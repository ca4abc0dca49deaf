import type { JournalEntry } from '@portolan/contract/journal'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../i18n/language.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { formatBytes, formatDuration } from './quantities.ts'
import { placeOf, questionOf } from './request-filter.ts'

/** What a row and the details say of one request, in the reader's language; the same object until that changes. */
export function useRequestWords() {
  const { t } = useTranslation('panel')
  const language = useLanguage()
  return useMemo(() => requestWords(t, language), [t, language])
}
export type RequestWords = ReturnType<typeof requestWords>

function requestWords(t: TFunction<'panel'>, language: Language) {
  const clock = timeOfDay(language)

  function question(entry: JournalEntry): string {
    return entry.target.kind === 'tunnel' ? t('requests.opensTunnel') : questionOf(entry)
  }

  function status({ outcome }: JournalEntry): string {
    switch (outcome.kind) {
      case 'running':
        return t('requests.status.running')
      case 'answered':
        return String(outcome.status)
      case 'held':
        return t('requests.status.held')
      case 'cancelled':
        return t('requests.status.cancelled')
      case 'failed':
        return t('requests.status.failed')
      default:
        return outcome satisfies never
    }
  }

  return {
    t,
    question,
    status,
    place: (entry: JournalEntry) => (entry.target.kind === 'api' ? t('requests.apiServer') : placeOf(entry)),
    duration: (milliseconds: number | undefined) =>
      milliseconds === undefined ? '' : formatDuration(milliseconds, language),
    bytes: (bytes: number) => formatBytes(bytes, language),
    time: (moment: string) => clock.format(new Date(moment)),
  }
}

/** As logs write it, whatever the language: narrow, and without a.m. and p.m. */
function timeOfDay(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
}

/** How a row is marked: words stand beside the mark. */
export function toneOf({ outcome, running }: JournalEntry): 'running' | 'good' | 'bad' | 'quiet' {
  if (running > 0) return 'running'
  switch (outcome.kind) {
    case 'answered':
      return outcome.status >= 400 ? 'bad' : 'good'
    case 'failed':
      return 'bad'
    case 'running':
      return 'running'
    case 'held':
    case 'cancelled':
      return 'quiet'
    default:
      return outcome satisfies never
  }
}
