import { parse } from 'yaml'

/** A piece of configuration that people wrote, in YAML or JSON: nothing about its shape is sure. */
export type LooseDocument = Readonly<Record<string, unknown>>

/** Reads YAML (or JSON, which is YAML). `undefined` when it is neither, or no mapping. */
export function readDocument(text: string | undefined): LooseDocument | undefined {
  if (text === undefined || text.trim() === '') return undefined
  try {
    // What the injector writes is JSON, which is much faster to read.
    if (text.trimStart().startsWith('{')) return asDocument(JSON.parse(text))
  } catch {
    // People write YAML's braces, too.
  }
  try {
    // Aliases could make a small text an enormous value.
    return asDocument(parse(text, { maxAliasCount: 16, logLevel: 'silent' }))
  } catch {
    return undefined
  }
}

/** The field at a path. Protobuf's JSON takes `proxyAdminPort` and `proxy_admin_port` alike. */
export function fieldAt(document: LooseDocument | undefined, ...path: readonly string[]): unknown {
  let here: unknown = document
  for (const step of path) {
    const fields = asDocument(here)
    here = fields?.[step] ?? fields?.[step.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
  }
  return here
}

/** A scalar at a path as text: YAML authors write `true` and `"true"`, `15020` and `"15020"`. */
export function textAt(document: LooseDocument | undefined, ...path: readonly string[]): string | undefined {
  const value = fieldAt(document, ...path)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function asDocument(value: unknown): LooseDocument | undefined {
  return isDocument(value) ? value : undefined
}

function isDocument(value: unknown): value is LooseDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
