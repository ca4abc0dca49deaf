import { useWords } from '../chart/use-words.ts'
import { useNow } from '../chart/use-now.ts'
import { formatDay } from '../../i18n/format-time.ts'
import { useThisClusterNow } from '../session/cluster-clock.ts'

/** How long ago we saw something ourselves. */
export function Seen({ at }: { readonly at: string }) {
  const words = useWords()
  const now = useNow()
  return (
    <time dateTime={at} title={formatDay(at, words.language)}>
      {words.age(at, now)}
    </time>
  )
}

/** How long ago something was by the cluster's own clock. */
export function Ago({ at }: { readonly at: string }) {
  const words = useWords()
  const now = useThisClusterNow()
  return (
    <time dateTime={at} title={formatDay(at, words.language)}>
      {words.age(at, now)}
    </time>
  )
}
