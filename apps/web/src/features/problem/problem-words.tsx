import { problemCode } from '@portolan/contract/problem'
import { useTranslation } from 'react-i18next'
import { Said } from './said.tsx'

/** A problem's code in words, what to do about it, and what was said by whoever refused; for a narrow place. */
export function ProblemWords({ code, said }: { readonly code: string; readonly said: string | undefined }) {
  const { t } = useTranslation('problems')
  const known = problemCode.safeParse(code).data ?? 'internal'
  return (
    <>
      <b>{t(`${known}.title`)}</b>
      <p>{t(`${known}.advice`)}</p>
      <Said text={said} />
    </>
  )
}
