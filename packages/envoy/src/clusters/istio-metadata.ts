import { entriesOf, fieldOf, messageAt, messageOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact, Link } from '../table/resource-table.ts'
import { asItStands, messageFacts } from './field-facts.ts'
import type { FactBody, FieldReader, FieldRule } from './field-facts.ts'

/** The object that Istio made a route or a cluster from. */
export type IstioObject = {
  readonly apiVersion: string
  readonly objectKind: string
  readonly namespace: string
  readonly name: string
}

const kinds: Readonly<Record<string, string>> = {
  'http-route': 'HTTPRoute',
  'h-t-t-p-route': 'HTTPRoute',
  'grpc-route': 'GRPCRoute',
  'g-r-p-c-route': 'GRPCRoute',
  'tcp-route': 'TCPRoute',
  't-c-p-route': 'TCPRoute',
  'tls-route': 'TLSRoute',
  't-l-s-route': 'TLSRoute',
}

/**
 * The object that istiod names in the metadata of what it makes:
 * `/apis/networking.istio.io/v1/namespaces/shop/virtual-service/catalog`.
 * @see istio: pilot/pkg/networking/util, BuildConfigInfoMetadata
 */
export function istioObject(resource: JsonObject | undefined): IstioObject | undefined {
  return objectAt(textOf(istioMetadata(resource), 'config') ?? '')
}

function objectAt(path: string): IstioObject | undefined {
  const [empty, apis, group, version, , namespace, kind, name, more] = path.split('/')
  if (empty !== '' || apis !== 'apis' || more !== undefined) return undefined
  if (group === undefined || version === undefined || namespace === undefined) return undefined
  if (kind === undefined || name === undefined) return undefined
  return { apiVersion: `${group}/${version}`, objectKind: kindOf(kind), namespace, name }
}

function kindOf(kebab: string): string {
  return Object.hasOwn(kinds, kebab)
    ? (kinds[kebab] ?? kebab)
    : kebab.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

export function istioMetadata(resource: JsonObject | undefined): JsonObject | undefined {
  return messageAt(resource, 'metadata', 'filter_metadata', 'istio')
}

export function objectLink(object: IstioObject | undefined): Link | undefined {
  return object === undefined ? undefined : { kind: 'object', ...object }
}

/** `catalog.shop`, as istioctl writes an object. */
export function objectText(object: IstioObject | undefined): string | undefined {
  return object === undefined ? undefined : `${object.name}.${object.namespace}`
}

/**
 * What istioctl prints as VIRTUAL SERVICE and DESTINATION RULE: nothing without a
 * path, `<unknown>` for one that is not of Istio's own groups.
 * @see istio: istioctl/pkg/writer/envoy/configdump/route.go, describeManagement
 */
export function managementText(resource: JsonObject | undefined): string {
  const istio = istioMetadata(resource)
  const config = fieldOf(istio, 'config')
  if (config === undefined) return ''
  if (typeof config !== 'string' || !config.startsWith('/apis/networking.istio.io/')) return '<unknown>'
  const pieces = config.split('/')
  return pieces.length === 8 ? `${pieces[7]}.${pieces[5]}` : ''
}

const configFact: FieldReader = (value) => {
  const object = typeof value === 'string' ? objectAt(value) : undefined
  if (object === undefined) return asItStands(value)
  const link = objectLink(object)
  return { text: `${object.objectKind} ${objectText(object)}`, ...(link !== undefined && { link }) }
}

/** A service of the cluster; one whose host is no Kubernetes name came from a ServiceEntry. */
function serviceBody(value: Json): FactBody {
  if (!isObject(value)) return asItStands(value)
  const name = textOf(value, 'name') ?? ''
  const namespace = textOf(value, 'namespace') ?? ''
  const host = textOf(value, 'host') ?? ''
  if (!host.startsWith(`${name}.${namespace}.svc.`)) return { text: [host, namespace].join(' · ') }
  return { text: host, link: { kind: 'object', apiVersion: 'v1', objectKind: 'Service', namespace, name } }
}

const istioRules: readonly FieldRule[] = [
  ['config', 'upstream.made-from', configFact],
  ['subset', 'cluster.subset'],
  [
    'services',
    'upstream.services',
    (value) => (Array.isArray(value) ? (value as readonly Json[]).map(serviceBody) : serviceBody(value)),
  ],
  ['workload', 'endpoint.workload'],
  ['external', 'upstream.external'],
]

/** Metadata of a route, a cluster or an endpoint: Istio's in words, the rest as it stands. */
export const metadataFacts: FieldReader = (value) => {
  if (!isObject(value)) return asItStands(value)
  const facts: Fact[] = entriesOf(value, 'filter_metadata').map(([name, data]) => ({
    word: 'upstream.metadata-of',
    name,
    ...(isObject(data)
      ? { facts: messageFacts(data, name === 'istio' ? istioRules : [], 'upstream.entry') }
      : asItStands(data)),
  }))
  const typed = messageOf(value, 'typed_filter_metadata')
  if (typed !== undefined) facts.push({ word: 'upstream.metadata-of', name: 'typed', ...asItStands(typed) })
  return { facts }
}
