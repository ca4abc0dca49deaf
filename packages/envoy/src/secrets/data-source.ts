import { fieldOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { bytesOfBase64, textOfBytes } from './bytes.ts'

/** Where Envoy has the bytes of a certificate or key from, and what is known of them. */
export type DataSource =
  | { readonly kind: 'inline'; readonly text: string }
  /** Envoy does not show them: they are a secret. */
  | { readonly kind: 'redacted' }
  /** Only Envoy can read the file. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'unreadable' }

/**
 * Reads a `DataSource`, whose text may be PEM; `undefined` when nothing is set.
 * @see envoy: api/envoy/config/core/v3/base.proto
 */
export function readDataSource(source: JsonObject | undefined): DataSource | undefined {
  const path = textOf(source, 'filename')
  if (path !== undefined) return { kind: 'file', path }
  const name = textOf(source, 'environment_variable')
  if (name !== undefined) return { kind: 'environment', name }
  const text = textOf(source, 'inline_string')
  if (text !== undefined) return inline(text)
  const encoded = fieldOf(source, 'inline_bytes')
  if (encoded === undefined || encoded === '') return undefined
  const bytes = typeof encoded === 'string' ? bytesOfBase64(encoded) : undefined
  return bytes === undefined ? { kind: 'unreadable' } : inline(textOfBytes(bytes))
}

/** @see envoy: source/common/protobuf/utility.cc, what a sensitive field is replaced with */
function inline(text: string): DataSource {
  return text === '[redacted]' ? { kind: 'redacted' } : { kind: 'inline', text }
}
