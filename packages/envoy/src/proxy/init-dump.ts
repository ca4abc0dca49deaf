import { messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** Something that Envoy, or a listener of it, waits for before it goes on. */
export type UnreadyTargets = {
  /** Who waits: `server`, or the init manager of a listener with its name. */
  readonly name: string
  readonly targets: readonly string[]
}

/**
 * Reads `/init_dump`; empty when nothing is waited for.
 * @see envoy: api/envoy/admin/v3/init_dump.proto
 */
export function readInitDump(answer: JsonObject): readonly UnreadyTargets[] {
  return messagesOf(answer, 'unready_targets_dumps').flatMap((dump) => {
    const targets = textsOf(dump, 'target_names')
    return targets.length === 0 ? [] : [{ name: textOf(dump, 'name') ?? '', targets }]
  })
}
