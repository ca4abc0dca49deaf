import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { childrenOf } from './der.ts'
import type { DerValue } from './der.ts'
import { objectIdentifier, stringOf } from './der-scalars.ts'
import { nameAttributes } from './object-identifiers.ts'

/**
 * A distinguished name as text: `CN=a,O=b`, the last part of the name first.
 * @throws EnvoyAnswerError when the value is no name
 * @see RFC 4514, 2
 */
export function readName(name: DerValue): string {
  return childrenOf(name)
    .map((set) => childrenOf(set).map(readAttribute).join('+'))
    .toReversed()
    .join(',')
}

function readAttribute(attribute: DerValue): string {
  const [type, value] = childrenOf(attribute)
  const id = objectIdentifier(type)
  if (value === undefined) throw new EnvoyAnswerError('This name has an attribute without a value.')
  return `${nameAttributes.get(id) ?? id}=${escaped(stringOf(value))}`
}

/** @see RFC 4514, 2.4 */
function escaped(text: string): string {
  return text.replace(/^[ #]|[ ]$|[",+;<>\\]/g, (character) => `\\${character}`)
}
