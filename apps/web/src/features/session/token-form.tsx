import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BrandMark } from '../../shell/brand-mark.tsx'
import { launchToken } from './launch-token.ts'
import { tokenOfPaste } from './token-text.ts'
import styles from './session.module.css'

/** Asks for the launch token. The address stays as it is, so the wanted link opens afterwards. */
export function TokenForm({ wrong }: { readonly wrong: boolean }) {
  const { t } = useTranslation('session')
  const href = `${location.pathname}${location.search}`
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [unreadable, setUnreadable] = useState(false)
  // It is the only thing that one can do here.
  useEffect(() => input.current?.focus(), [])
  return (
    <main className={styles.alone}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault()
          const token = tokenOfPaste(text)
          setUnreadable(token === undefined)
          if (token !== undefined) launchToken.set(token)
        }}
      >
        <BrandMark size={34} />
        <h1>{t('token.title')}</h1>
        <p role={wrong ? 'alert' : undefined}>{wrong ? t('token.wrong') : t('token.missing')}</p>
        <TextInput
          label={t('token.label')}
          placeholder={t('token.placeholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={unreadable ? t('token.unreadable') : undefined}
          autoComplete="off"
          spellCheck={false}
          ref={input}
        />
        <p className={styles.hint}>{t('token.where')}</p>
        <Button type="submit" size="sm">
          {t('token.submit')}
        </Button>
        {href !== '/' && (
          <p className={styles.hint}>
            {t('token.afterwards', { path: href, interpolation: { escapeValue: false } })}
          </p>
        )}
      </form>
    </main>
  )
}
