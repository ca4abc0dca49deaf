/**
 * Fields whose name has an underscore before a digit: the JSON name has lost it.
 * @see protobuf: ProtoJSON format, field names
 */
const digitNames: ReadonlyMap<string, string> = new Map([['accept_http10', 'accept_http_10']])

const known = new Map<string, string>()
/** Texts of a hostile document do not stay in memory for ever. */
const mostKnown = 20_000

/** The name of a field as the proto has it: `routeConfig` and `route_config` are `route_config`. */
export function fieldName(key: string): string {
  const found = known.get(key)
  if (found !== undefined) return found
  const name = /^[a-z][a-zA-Z0-9_]*$/.test(key) ? snakeOf(key) : key
  if (known.size < mostKnown) known.set(key, name)
  return name
}

function snakeOf(key: string): string {
  const name = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll(/_(\d)/g, '$1')
  return digitNames.get(name) ?? name
}
