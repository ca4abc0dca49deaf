/** Where a Kubernetes object's names stand: what everybody who sees the mesh sees anyway. */
const nameFields: ReadonlySet<string> = new Set([
  'clusterIP',
  'externalName',
  'image',
  'kind',
  'name',
  'namespace',
  'nodeName',
  'serviceAccountName',
])
/** Maps of which keys and values are names. */
const nameMaps: ReadonlySet<string> = new Set(['labels', 'selector', 'nodeSelector'])
/** What has fields of these names for other things: a variable's name is one, its value is not. */
const closed: ReadonlySet<string> = new Set(['annotations', 'args', 'command', 'httpHeaders', 'value'])

/** The names in an object as it is kept. */
export function* namesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const one of value) yield* namesIn(one)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      if (closed.has(key)) continue
      if (nameFields.has(key) && typeof one === 'string') yield one
      else if (nameMaps.has(key)) yield* textsIn(one)
      else yield* namesIn(one)
    }
  }
}

function* textsIn(map: unknown): Generator<string> {
  if (typeof map !== 'object' || map === null) return
  for (const [key, value] of Object.entries(map)) {
    yield key
    if (typeof value === 'string') yield value
  }
}
