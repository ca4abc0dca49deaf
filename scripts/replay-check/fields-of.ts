import type { KeptAnswer } from './kept-answers.ts'

/** What tells the elements of a list apart, where each has a different one; `metadata.name` is a field in a field. */
const identities: readonly (readonly string[])[] = [
  ['kind', 'metadata.namespace', 'metadata.name'],
  ['kind', 'namespace', 'name'],
  ['name'],
  ['key'],
  ['port'],
  ['vital'],
  ['proxy'],
  ['hostname'],
  ['connectionId'],
  ['clusterName'],
  ['cluster.name'],
  ['routeConfig.name'],
  ['route_config.name'],
  ['endpoint_config.cluster_name'],
  ['secret.name'],
  ['Attributes.Namespace', 'Attributes.Name'],
]

/**
 * Takes an answer apart into fields: the leaves of JSON by their path, lines of
 * statistics by their name, other texts line by line. Two answers are the same
 * when they have the same fields with the same values.
 */
export function fieldsOf({ status, type, body }: KeptAnswer): ReadonlyMap<string, string> {
  const fields = new Map([
    ['(status)', String(status)],
    ['(type)', type],
  ])
  const json = parseJson(body)
  if (json === undefined) addLines(fields, body)
  else addLeaves(fields, '', json)
  return fields
}

function addLeaves(fields: Map<string, string>, path: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    fields.set(path, JSON.stringify(value))
    return
  }
  const entries = Array.isArray(value) ? namedElements(value) : Object.entries(value)
  if (entries.length === 0) fields.set(path, Array.isArray(value) ? '[]' : '{}')
  for (const [name, inner] of entries) addLeaves(fields, `${path}/${name}`, inner)
}

/** istiod writes most of its lists in the random order of Go's maps, so an element is found by what it is. */
function namedElements(list: readonly unknown[]): readonly (readonly [string, unknown])[] {
  if (list.length > 0 && list.every((element) => typeof element === 'string')) {
    return [...Map.groupBy(list, (element) => element)].map(([element, { length }]) => [element, length])
  }
  for (const identity of identities) {
    const names = list.map((element) => nameOf(element, identity))
    if (names.every((name) => name !== undefined) && new Set(names).size === names.length) {
      return list.map((element, index) => [names[index] ?? '', element])
    }
  }
  return list.map((element, index) => [String(index), element])
}

/** Of several parts all but the last may be missing: not everything has a namespace. */
function nameOf(element: unknown, identity: readonly string[]): string | undefined {
  const parts = identity.map((path) => textAt(element, path.split('.')))
  return parts.at(-1) === undefined
    ? undefined
    : parts
        .map((part) => part ?? '')
        .join(' ')
        .trim()
}

function textAt(value: unknown, [first, ...rest]: readonly string[]): string | undefined {
  if (first === undefined) return typeof value === 'string' ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  return textAt(Object.entries(value).find(([name]) => name === first)?.[1], rest)
}

function addLines(fields: Map<string, string>, text: string): void {
  const seen = new Map<string, number>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [name, value] = nameAndValue(line) ?? [`line ${index + 1}`, line]
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    fields.set(times === 1 ? name : `${name} #${times}`, value)
  }
}

/** Envoy's `/clusters`, its `/stats`, and what Prometheus reads. */
const patterns = [
  /^(# \w+ \S+) (.*)$/,
  /^(\S.*)::((?:(?!::).)*)$/,
  /^([^\s:][^:]*): (.*)$/,
  /^([a-zA-Z_:][\w:]*(?:\{.*\})?) ([-+.\w]+)$/,
]

function nameAndValue(line: string): readonly [string, string] | undefined {
  for (const pattern of patterns) {
    const [, name, value] = pattern.exec(line) ?? []
    if (name !== undefined && value !== undefined) return [name, value]
  }
  return undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
