import { asItStands, elsewhere, lines, nested } from '../clusters/field-facts.ts'
import type { FieldReader, FieldRule } from '../clusters/field-facts.ts'
import { metadataFacts } from '../clusters/istio-metadata.ts'
import { messageAt, messageOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import { addressText, localityText } from './address-text.ts'

const address = lines((value) => ({ text: addressText(value) }))

/** An empty locality says nothing. */
export const localityFact: FieldReader = (value) => {
  const text = isObject(value) ? localityText(value) : undefined
  return text === undefined ? undefined : { text }
}

const checkRules: readonly FieldRule[] = [
  ['port_value', 'health-check.port'],
  ['hostname', 'health-check.host'],
  ['address', 'endpoint.address', address],
  ['disable_active_health_check', 'health-check.disabled'],
]

const checks = nested(checkRules)

const endpointRules: readonly FieldRule[] = [
  ['address', 'endpoint.address', address],
  [
    'additional_addresses',
    'endpoint.more-addresses',
    lines((one) => ({ text: addressText(messageOf(one, 'address')) })),
  ],
  ['hostname', 'endpoint.hostname'],
  [
    'health_check_config',
    'health-check.name',
    (value) => (isObject(value) && Object.keys(value).length === 0 ? undefined : checks(value)),
  ],
]

/** @see envoy: api/envoy/config/endpoint/v3/endpoint_components.proto, LbEndpoint */
export const assignedRules: readonly FieldRule[] = [
  ['endpoint', 'endpoint.address', nested(endpointRules)],
  ['endpoint_name', 'endpoint.name'],
  ['health_status', 'endpoint.status'],
  ['load_balancing_weight', 'upstream.weight'],
  ['metadata', 'upstream.metadata', metadataFacts],
]

export const groupRules: readonly FieldRule[] = [
  ['locality', 'endpoint.locality', localityFact],
  ['lb_endpoints', 'endpoint.address', elsewhere],
  ['load_balancing_weight', 'upstream.weight'],
  ['priority', 'upstream.priority'],
  ['proximity', 'endpoint.proximity'],
  ['metadata', 'upstream.metadata', metadataFacts],
]

const policyRules: readonly FieldRule[] = [
  [
    'overprovisioning_factor',
    'endpoint.overprovisioning',
    (value) => ({ text: `${asItStands(value).text ?? '…'}%` }),
  ],
  ['drop_overloads', 'endpoint.drop'],
  ['endpoint_stale_after', 'endpoint.stale'],
  ['weighted_priority_health', 'endpoint.weighted-priority'],
]

/** @see envoy: api/envoy/config/endpoint/v3/endpoint.proto, ClusterLoadAssignment */
export const assignmentRules: readonly FieldRule[] = [
  ['cluster_name', 'cluster.eds-name'],
  ['endpoints', 'endpoint.address', elsewhere],
  ['named_endpoints', 'endpoint.name', elsewhere],
  ['policy', 'endpoint.policy', nested(policyRules)],
]

const withHosts: readonly FieldRule[] = groupRules.map((rule): FieldRule =>
  rule[0] === 'lb_endpoints'
    ? [
        'lb_endpoints',
        'endpoint.name',
        nested(assignedRules, (one) => ({ text: addressText(messageAt(one, 'endpoint', 'address')) })),
      ]
    : rule,
)

/** An assignment with its hosts, as a cluster of type STATIC or DNS holds it. */
export const assignmentWithHosts: FieldReader = nested([
  ['cluster_name', 'cluster.eds-name'],
  ['endpoints', 'endpoint.group', nested(withHosts)],
  ['policy', 'endpoint.policy', nested(policyRules)],
])
