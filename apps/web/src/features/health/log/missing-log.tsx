import { Said } from '../../problem/said.tsx'
import { useFailureWords } from '../../problem/use-failure-words.ts'

type MissingLogProps = { readonly error: unknown; readonly text: string }

/** There is no such log, and why, in the words of whoever looked for it. */
export function MissingLog({ error, text }: MissingLogProps) {
  const { said } = useFailureWords(error)
  return (
    <>
      <p>{text}</p>
      <Said text={said} />
    </>
  )
}
