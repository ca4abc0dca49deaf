import { configuration, configurationWith, environmentList, nodeMetadata } from './answer-zones.ts'
import { keptArgumentsPage, keptCommandLine, keptEnvironmentPage } from './controlz-pages.ts'
import { firstByte } from './json-bytes.ts'
import { keptMeshConfig } from './mesh-settings.ts'
import { rewriteJson, type Removal } from './rewrite-json.ts'
import { fields, keep, redacted, word, type Zone } from './zone.ts'

/** Which answer: the catalog's id of the port, and path and query of the question. */
export type Question = { readonly port: string; readonly target: string }

const everything = (rule: string): Zone => ({ kind: 'remove', rule })
/** istiod's list of proxies has their nodes' metadata without the node around it. */
const proxies = configurationWith({ metadata: nodeMetadata })
/** The injector's templates and values: whatever somebody installed Istio with. */
const injector: Zone = {
  kind: 'remove',
  rule: 'inject-template',
  fields: fields({ policy: word, default_templates: word, aliases: word }),
}
const meshText: Zone = { kind: 'text', rule: 'mesh-config', rewrite: keptMeshConfig }
const objects = configurationWith({
  data: { kind: 'named', zoneOf: (name) => (name === 'mesh' ? meshText : everything('object-data')) },
  string_data: everything('object-data'),
  binary_data: everything('object-data'),
  args: everything('arguments'),
  terminated: { kind: 'look', fields: fields({ message: everything('last-words') }) },
  managed_fields: everything('applied-copy'),
})
/**
 * Everything that istiod watches, the objects as they are: Secrets with their
 * data are among them, its own certificate authority's key first of all. Mesh
 * configuration is listed a second time, its text as the key.
 */
const watched: Zone = {
  kind: 'entry',
  namedBy: ['name'],
  zoneOf: (name) =>
    name?.startsWith('ConfigMap_') === true && name.includes('_mesh')
      ? {
          kind: 'remove',
          rule: 'mesh-config',
          keys: (key) => /[\s:]/.test(key),
          fields: fields({ name: word, dependencies: keep, input_collection: word }),
        }
      : objects,
}

/** The body of an answer without what its kind is known to tell too much of. */
export function keptAnswer(
  { port, target }: Question,
  body: Buffer,
  removal: Removal,
  heard: (field: string) => void,
): Buffer {
  const path = target.split('?')[0] ?? target
  if (path === '/debug/pprof/cmdline') return rewritten(body, (text) => keptCommandLine(text, removal))
  if (port.endsWith('-ctrlz')) {
    if (path === '/envz/') return rewritten(body, (text) => keptEnvironmentPage(text, removal))
    if (path === '/argz/') return rewritten(body, (text) => keptArgumentsPage(text, removal))
  }
  const first = firstByte(body)
  if (first !== 0x7b && first !== 0x5b) return body
  const kept = rewriteJson(body, zoneOf(port, path), removal, heard)
  if (kept !== undefined) return kept
  // It began as JSON and is none, as when it was cut off: nothing can be said about its parts.
  if (!looksLikeJson(body)) return body
  removal('unreadable', '', false)
  return Buffer.from(redacted)
}

function zoneOf(port: string, path: string): Zone {
  if (port.endsWith('-ctrlz') && path === '/envj/') return environmentList
  switch (path) {
    case '/debug/adsz':
    case '/debug/connections':
    case '/debug/syncz':
      return proxies
    case '/debug/inject':
      return injector
    case '/debug/krtz':
      return watched
    default:
      return configuration
  }
}

function rewritten(body: Buffer, rewrite: (text: string) => string): Buffer {
  const text = body.toString('utf8')
  const kept = rewrite(text)
  return kept === text ? body : Buffer.from(kept)
}

/** `{"` or `[{`: a log line in brackets is no document that was cut off. */
function looksLikeJson(body: Buffer): boolean {
  return /^\s*(?:\{\s*["}]|\[\s*[[{"\d\]])/.test(body.toString('latin1', 0, 256))
}
