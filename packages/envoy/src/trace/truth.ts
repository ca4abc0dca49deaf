/** What a condition comes to; `undefined` where the configuration alone does not tell. */
export type Truth = boolean | undefined

/** Every one; an unknown one matters only when no other is false. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes(undefined) ? undefined : true
}

/** At least one; an unknown one matters only when no other is true. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true
  return truths.includes(undefined) ? undefined : false
}

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}
