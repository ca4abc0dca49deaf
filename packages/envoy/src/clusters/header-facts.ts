import { fieldOf, flagOf, messageOf, textOf } from '../json/field.ts'
import { lines } from './field-facts.ts'
import type { FieldReader, FieldRule } from './field-facts.ts'

const marks: Readonly<Record<string, string>> = {
  APPEND_IF_EXISTS_OR_ADD: 'append',
  ADD_IF_ABSENT: 'add if absent',
  OVERWRITE_IF_EXISTS_OR_ADD: 'set',
  OVERWRITE_IF_EXISTS: 'overwrite if present',
}

/** `HeaderValueOption`: the header, its value, and what becomes of one that is there already. */
export const headersToAdd: FieldReader = lines((option) => {
  const header = messageOf(option, 'header')
  const replaces = fieldOf(option, 'append') === false
  const action =
    textOf(option, 'append_action') ?? (replaces ? 'OVERWRITE_IF_EXISTS_OR_ADD' : 'APPEND_IF_EXISTS_OR_ADD')
  const kept = flagOf(option, 'keep_empty_value') ? ', keep_empty_value' : ''
  const value = textOf(header, 'value') ?? textOf(header, 'raw_value') ?? ''
  return { name: textOf(header, 'key') ?? '', text: `${value} (${marks[action] ?? action}${kept})` }
})

export const headerChangeRules: readonly FieldRule[] = [
  ['request_headers_to_add', 'route.request-headers-add', headersToAdd],
  ['request_headers_to_remove', 'route.request-headers-remove'],
  ['response_headers_to_add', 'route.response-headers-add', headersToAdd],
  ['response_headers_to_remove', 'route.response-headers-remove'],
]
