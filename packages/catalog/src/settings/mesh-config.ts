import type { ChartInputs } from '../chart-inputs.ts'
import { readDocument, type LooseDocument } from './loose-document.ts'

/** MeshConfig as far as it could be read. */
export type MeshConfig =
  | { readonly kind: 'read'; readonly object: string; readonly document: LooseDocument }
  | { readonly kind: 'unread'; readonly reason: 'forbidden' | 'not-found' | 'failed'; readonly text: string }

/** What a ConfigMap's text meant; thousands of pods hang on the same one. */
const known = new WeakMap<object, MeshConfig>()

/** A ConfigMap whose text is no YAML mapping counts as unread: istiod goes on with what it had. */
export function readMeshConfig({ meshConfig }: Pick<ChartInputs, 'meshConfig'>): MeshConfig {
  if (meshConfig.kind === 'unread') return meshConfig
  const before = known.get(meshConfig.value)
  if (before !== undefined) return before
  const read = readText(meshConfig.value)
  known.set(meshConfig.value, read)
  return read
}

function readText({ object, text }: { readonly object: string; readonly text: string }): MeshConfig {
  const document = text.trim() === '' ? {} : readDocument(text)
  return document === undefined
    ? { kind: 'unread', reason: 'failed', text: `${object}: the mesh configuration is not a YAML mapping` }
    : { kind: 'read', object, document }
}
