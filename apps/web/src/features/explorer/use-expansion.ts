import { useState } from 'react'

/** Which nodes the reader opened or closed, over what is open by itself. */
export type Expansion = {
  readonly isExpanded: (id: string, byItself: boolean) => boolean
  readonly set: (ids: readonly string[], expanded: boolean) => void
}

/**
 * @param scope a filtered tree is another tree, with its own branches closed
 * @param needed ids that a newly opened document needs open, whatever was closed before
 */
export function useExpansion(scope: string, needed: readonly string[]): Expansion {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [neededBefore, setNeededBefore] = useState('')
  const keyOf = (id: string) => `${scope}\n${id}`
  const neededNow = needed.join('\n')
  if (neededNow !== neededBefore) {
    const keys = new Set(needed.map(keyOf))
    setNeededBefore(neededNow)
    setChosen(new Map([...chosen].filter(([key]) => !keys.has(key))))
  }
  return {
    isExpanded: (id, byItself) => chosen.get(keyOf(id)) ?? byItself,
    set: (ids, expanded) =>
      setChosen(new Map([...chosen, ...ids.map((id): [string, boolean] => [keyOf(id), expanded])])),
  }
}
