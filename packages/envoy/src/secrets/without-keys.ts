import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'

/** Fields of Envoy's secrets that hold what nobody else may have. @see envoy: the fields marked sensitive in tls/v3/{common,secret}.proto */
const sensitive = new Set([
  'private_key',
  'password',
  'pkcs12',
  'session_ticket_keys',
  'generic_secret',
  'privateKey',
  'sessionTicketKeys',
  'genericSecret',
])

/**
 * A document without the keys that are written out in it: Envoy replaces them
 * itself, and what did not pass through Envoy (a file, a proxy of another kind)
 * must not be shown either. Where a key is a file, its path stays.
 */
export function withoutKeys(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(withoutKeys)
  if (!isObject(json)) return json
  const kept: Record<string, Json | undefined> = {}
  for (const [name, value] of Object.entries(json)) {
    if (value !== undefined)
      define(kept, name, sensitive.has(name) ? withoutBytes(value) : withoutKeys(value))
  }
  return kept
}

function withoutBytes(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(withoutBytes)
  if (!isObject(json)) return '[redacted]'
  const kept: Record<string, Json | undefined> = {}
  for (const [name, value] of Object.entries(json)) {
    if (value !== undefined) define(kept, name, isPath(name, json) ? value : withoutBytes(value))
  }
  return kept
}

/** Names of files and variables are no secrets; everything else under a sensitive field may be. */
function isPath(name: string, holder: JsonObject): boolean {
  return (
    ['filename', 'environment_variable', 'environmentVariable', 'path'].includes(name) &&
    typeof holder[name] === 'string'
  )
}

/** As the document says it, also for a name such as `__proto__`. */
function define(into: Record<string, Json | undefined>, name: string, value: Json): void {
  Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true })
}
