/**
 * What happens to the values of a part of a JSON document. A zone holds for
 * everything below it until a key leads into another one.
 */
export type Zone =
  /** Everything stays. */
  | { readonly kind: 'keep' }
  /** A scalar stays; what is no scalar is treated as the zone around it says. */
  | { readonly kind: 'word' }
  /** Everything stays but what the named fields lead to. An object that begins with `@type` has its type's zone. */
  | { readonly kind: 'look'; readonly fields: Fields; readonly typed?: (type: string) => Zone }
  /** Every text is removed but what the named fields lead to, or what `unless` knows to be harmless. */
  | {
      readonly kind: 'remove'
      readonly rule: string
      readonly fields?: Fields
      /** Keys that are texts themselves and go, too. */
      readonly keys?: (key: string) => boolean
      readonly unless?: (text: string) => boolean
      /** Removed texts of which the document has another copy teach nothing. */
      readonly learn?: false
    }
  /** The keys are names that somebody chose, and each name has its zone. */
  | { readonly kind: 'named'; readonly zoneOf: (name: string) => Zone }
  /** An object that says in one of its own fields what it is. Lists are lists of such objects. */
  | {
      readonly kind: 'entry'
      readonly namedBy: readonly string[]
      readonly zoneOf: (name: string | undefined) => Zone
    }
  /** A text with a structure of its own. */
  | {
      readonly kind: 'text'
      readonly rule: string
      readonly rewrite: (text: string, removed: (text: string) => void) => string
    }

/** Fields by name. `proxy_metadata`, `proxyMetadata` and `ProxyMetadata` are one name, written in the first way. */
export type Fields = ReadonlyMap<string, Zone>

export const keep: Zone = { kind: 'keep' }
export const word: Zone = { kind: 'word' }

/** What stands in place of a removed value. */
export const redacted = '[redacted]'

/** Protobuf's JSON has a field's name in two spellings, and Go's own structs a third. */
export function fieldName(key: string): string {
  return /[A-Z]/.test(key)
    ? key
        .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
        .toLowerCase()
    : key
}

/** Fields written as an object, for tables that read well. */
export function fields(table: Readonly<Record<string, Zone>>): Map<string, Zone> {
  return new Map(Object.entries(table))
}
