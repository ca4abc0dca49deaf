import { pathAt } from '@portolan/envoy/json/path-at'
import type { TextSearch } from '@portolan/envoy/json/find-in-text'
import { IconArrowDown, IconArrowUp, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../../commands/copy-text.ts'
import { formatMoment } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import { formatBytes } from '../../panel/quantities.ts'
import { saveBlob } from '../../panel/save-file.ts'
import { deskLink } from '../worker/desk-link.ts'
import type { DumpText as Dump } from '../worker/desk-messages.ts'
import { JsonEditor } from './json-editor.ts'
import styles from '../envoy.module.css'

type DumpTextProps = { readonly dump: Dump; readonly name: string }

/** A dump to read, fold, search and save. The worker searches, so that no expression holds up the page. */
export function DumpText({ dump, name }: DumpTextProps) {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  const parent = useRef<HTMLDivElement>(null)
  const editor = useRef<JsonEditor>(undefined)
  const [wanted, setWanted] = useState('')
  const [isExpression, setIsExpression] = useState(false)
  const [place, setPlace] = useState(0)
  const searched = useDeferredValue(wanted)
  const { data: search } = useQuery({
    queryKey: ['envoy-search', dump.id, searched, isExpression],
    queryFn: ({ signal }) =>
      deskLink.call('search', { text: dump.id, wanted: searched, isExpression }, signal),
    gcTime: 0,
  })
  const label = t('dump.text')
  const { text } = dump
  useEffect(() => {
    if (parent.current === null) return
    const opened = new JsonEditor(parent.current, text, label)
    editor.current = opened
    return () => opened.close()
  }, [text, label])
  const found = placesOf(search)
  useEffect(() => {
    const places = placesOf(search)
    editor.current?.paint(places)
    const [first] = places
    if (first !== undefined) editor.current?.goTo(first)
  }, [search])
  const go = (step: number) => {
    if (found.length === 0) return
    const next = (place + step + found.length) % found.length
    setPlace(next)
    const match = found[next]
    if (match !== undefined) editor.current?.goTo(match)
  }
  return (
    <>
      <div className="tool-line">
        <input
          type="search"
          aria-label={t('dump.search')}
          placeholder={t('dump.search')}
          aria-invalid={search?.kind === 'refused'}
          value={wanted}
          onChange={({ currentTarget }) => {
            setWanted(currentTarget.value)
            setPlace(0)
          }}
          onKeyDown={({ key, shiftKey }) => {
            if (key === 'Enter') go(shiftKey ? -1 : 1)
          }}
        />
        <label>
          <input
            type="checkbox"
            checked={isExpression}
            onChange={({ currentTarget }) => setIsExpression(currentTarget.checked)}
          />
          {t('dump.expression')}
        </label>
        {search?.kind === 'refused' && <span className={styles.warning}>{search.text}</span>}
        {search?.kind === 'found' && wanted !== '' && (
          <output>
            {found.length === 0
              ? t('dump.found', { count: 0 })
              : t('dump.place', { place: place + 1, count: search.count })}
          </output>
        )}
        <button type="button" className="tool" disabled={found.length === 0} onClick={() => go(-1)}>
          <IconArrowUp size={14} aria-hidden="true" />
          <span className="visually-hidden">{t('dump.previous')}</span>
        </button>
        <button type="button" className="tool" disabled={found.length === 0} onClick={() => go(1)}>
          <IconArrowDown size={14} aria-hidden="true" />
          <span className="visually-hidden">{t('dump.next')}</span>
        </button>
        <button type="button" className="tool" onClick={() => editor.current?.fold()}>
          {t('dump.fold')}
        </button>
        <button type="button" className="tool" onClick={() => editor.current?.unfold()}>
          {t('dump.unfold')}
        </button>
        <button
          type="button"
          className="tool"
          onClick={() =>
            void copyText(pathAt(dump.text, editor.current?.at ?? 0), (say) => say('envoy:pathCopied'))
          }
        >
          {t('dump.copyPath')}
        </button>
        <button
          type="button"
          className="tool"
          onClick={() =>
            saveBlob(new Blob([dump.text], { type: 'application/json' }), `${name}-config_dump.json`)
          }
        >
          <IconDownload size={14} aria-hidden="true" />
          {t('dump.download')}
        </button>
        <span className="tool-count">
          {t('dump.size', {
            size: formatBytes(dump.text.length, language),
            question: dump.question,
            time: formatMoment(dump.readAt, language),
          })}
        </span>
      </div>
      <div ref={parent} className={styles.editor} />
    </>
  )
}

function placesOf(search: TextSearch | undefined) {
  return search?.kind === 'found' ? search.first : []
}
