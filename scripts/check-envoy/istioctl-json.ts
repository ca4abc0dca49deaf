import { compareDumps } from '@portolan/envoy/compare/compare-dumps'
import type { ProxyDump, ResourceKind } from '@portolan/envoy/dump/proxy-dump'
import { readDump } from '@portolan/envoy/dump/read-dump'
import type { Json, JsonObject } from '@portolan/envoy/json/json'
import { isObject } from '@portolan/envoy/json/json'

/** What `istioctl proxy-config X -o json` prints of a kind, as the section of a dump that holds the same. */
const kinds: Readonly<
  Record<
    string,
    { readonly kind: ResourceKind; readonly answer: (printed: Json) => JsonObject; readonly field?: string }
  >
> = {
  listener: {
    kind: 'listener',
    answer: elementsOf('listener', 'envoy.config.listener.v3.Listener'),
    field: 'static_listeners',
  },
  route: {
    kind: 'route',
    answer: elementsOf('route_config', 'envoy.config.route.v3.RouteConfiguration'),
    field: 'static_route_configs',
  },
  cluster: {
    kind: 'cluster',
    answer: elementsOf('cluster', 'envoy.config.cluster.v3.Cluster'),
    field: 'static_clusters',
  },
  secret: { kind: 'secret', answer: sectionOf('SecretsConfigDump') },
  bootstrap: { kind: 'bootstrap', answer: sectionOf('BootstrapConfigDump') },
}

/** The commands whose JSON is compared. */
export const jsonCommands: readonly string[] = Object.keys(kinds)

/**
 * Where what istioctl prints as JSON and what our tables were read from differ in
 * meaning: a line for each place.
 */
export function jsonDifferences(
  command: string,
  printed: string,
  ours: ProxyDump,
): { readonly compared: number; readonly differences: readonly string[] } {
  const shape = kinds[command]
  if (shape === undefined) throw new RangeError(`no JSON of ${command} is compared`)
  const parsed: Json = parse(printed)
  const theirs = readDump([{ answer: shape.answer(parsed), field: shape.field }])
  const { kind } = shape
  const only: ProxyDump = { ...ours, entries: { ...theirs.entries, [kind]: ours.entries[kind] } }
  const compared = compareDumps(theirs, only).kinds.find((one) => one.kind === kind)
  return {
    compared: ours.entries[kind].length,
    differences: [
      ...(compared?.onlyInA ?? []).map(({ name }) => `istioctl alone has ${name}`),
      ...(compared?.onlyInB ?? []).map(({ name }) => `Portolan alone has ${name}`),
      ...(compared?.differing ?? []).flatMap(({ name, differences }) =>
        differences.map(({ path, a, b }) => `${name} ${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`),
      ),
    ],
  }
}

const parse: (text: string) => Json = JSON.parse

/** istioctl unwraps each resource; in a dump it stands in an `Any`. */
function elementsOf(name: string, type: string): (printed: Json) => JsonObject {
  return (printed) => ({
    configs: (Array.isArray(printed) ? (printed as readonly Json[]) : []).flatMap((one) =>
      isObject(one) ? [{ [name]: { ...one, '@type': `type.googleapis.com/${type}` } }] : [],
    ),
  })
}

function sectionOf(type: string): (printed: Json) => JsonObject {
  return (printed) => ({
    configs: isObject(printed) ? [{ ...printed, '@type': `type.googleapis.com/envoy.admin.v3.${type}` }] : [],
  })
}
