import { typedMessage } from '../json/any.ts'
import { isObject } from '../json/json.ts'
import type { Read } from './message-shape.ts'
import { code, plain } from './read.ts'
import { namedFact } from './typed-fact.ts'

/** A filter or an extension: a name and a message of a type that its holder does not fix. */
export const extension: Read = (value, word, types) =>
  isObject(value) ? [namedFact(value, word, types)] : plain(value, word, types)

/** A `google.protobuf.Any` without a name of its own. */
export const any: Read = (value, word, types) =>
  isObject(value) && typedMessage(value) !== undefined
    ? [namedFact({ typed_config: value }, word, types)]
    : code(value, word, types)
