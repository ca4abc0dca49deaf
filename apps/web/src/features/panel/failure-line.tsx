import { Said } from '../problem/said.tsx'
import { useFailureWords } from '../problem/use-failure-words.ts'

/** Why something that was asked for here did not happen, in one line. */
export function FailureLine({ error }: { readonly error: unknown }) {
  const { title, said } = useFailureWords(error)
  return (
    <div role="alert">
      <strong>{title}</strong>
      <Said text={said} />
    </div>
  )
}
