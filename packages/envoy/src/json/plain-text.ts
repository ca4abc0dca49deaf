import type { Json } from './json.ts'

/** A scalar as text; a list or an object, where none should stand, as JSON. */
export function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
