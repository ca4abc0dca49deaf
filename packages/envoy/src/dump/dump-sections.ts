import type { ResourceKind, ResourceState } from './proxy-dump.ts'

/** How a section of the dump holds its resources. */
export type ElementShape = {
  readonly kind: ResourceKind
  /** The repeated field of the section; `undefined` when the section is the element. */
  readonly field?: string
  /** The field of the element that is the resource. */
  readonly resource: string
  /** What its place says of it, for elements without states of their own. */
  readonly state: ResourceState
  /** The fields of the element that each hold it in a state. */
  readonly states?: readonly (readonly [string, ResourceState])[]
  /** Its `@type` when it stands alone, as `resource=` answers; after the section's own. */
  readonly alone?: string
}

type SectionShape = { readonly kind?: ResourceKind; readonly holds: readonly ElementShape[] }

const admin = 'envoy.admin.v3.'

const listenerStates = [
  ['active_state', 'active'],
  ['warming_state', 'warming'],
  ['draining_state', 'draining'],
] as const

function held(
  kind: ResourceKind,
  resource: string,
  fields: readonly (readonly [field: string, alone: string, state: ResourceState])[],
): readonly ElementShape[] {
  return fields.map(([field, alone, state]) => ({ kind, resource, field, alone, state }))
}

/** @see envoy: api/envoy/admin/v3/config_dump.proto and config_dump_shared.proto */
const shapes: readonly (readonly [string, SectionShape])[] = [
  [
    'BootstrapConfigDump',
    { kind: 'bootstrap', holds: [{ kind: 'bootstrap', resource: 'bootstrap', state: 'static' }] },
  ],
  [
    'ListenersConfigDump',
    {
      kind: 'listener',
      holds: [
        ...held('listener', 'listener', [['static_listeners', 'StaticListener', 'static']]),
        {
          kind: 'listener',
          resource: 'listener',
          field: 'dynamic_listeners',
          alone: 'DynamicListener',
          state: 'active',
          states: listenerStates,
        },
      ],
    },
  ],
  [
    'ClustersConfigDump',
    {
      kind: 'cluster',
      holds: held('cluster', 'cluster', [
        ['static_clusters', 'StaticCluster', 'static'],
        ['dynamic_active_clusters', 'DynamicCluster', 'active'],
        ['dynamic_warming_clusters', 'DynamicCluster', 'warming'],
      ]),
    },
  ],
  [
    'RoutesConfigDump',
    {
      kind: 'route',
      holds: held('route', 'route_config', [
        ['static_route_configs', 'StaticRouteConfig', 'static'],
        ['dynamic_route_configs', 'DynamicRouteConfig', 'active'],
      ]),
    },
  ],
  [
    'ScopedRoutesConfigDump',
    {
      kind: 'scoped-route',
      holds: [
        {
          kind: 'scoped-route',
          resource: '',
          field: 'inline_scoped_route_configs',
          alone: 'InlineScopedRouteConfigs',
          state: 'static',
        },
        {
          kind: 'scoped-route',
          resource: '',
          field: 'dynamic_scoped_route_configs',
          alone: 'DynamicScopedRouteConfigs',
          state: 'active',
        },
      ],
    },
  ],
  [
    'EndpointsConfigDump',
    {
      kind: 'endpoints',
      holds: held('endpoints', 'endpoint_config', [
        ['static_endpoint_configs', 'StaticEndpointConfig', 'static'],
        ['dynamic_endpoint_configs', 'DynamicEndpointConfig', 'active'],
      ]),
    },
  ],
  [
    'SecretsConfigDump',
    {
      kind: 'secret',
      holds: held('secret', 'secret', [
        ['static_secrets', 'StaticSecret', 'static'],
        ['dynamic_active_secrets', 'DynamicSecret', 'active'],
        ['dynamic_warming_secrets', 'DynamicSecret', 'warming'],
      ]),
    },
  ],
  [
    'EcdsConfigDump',
    {
      kind: 'extension',
      holds: held('extension', 'ecds_filter', [['ecds_filters', 'EcdsFilterConfig', 'active']]),
    },
  ],
]

/** Sections by their `@type`. */
export const sections: ReadonlyMap<string, SectionShape> = new Map(
  shapes.map(([name, shape]) => [`${admin}${name}`, shape]),
)

const alone = shapes.flatMap(([name, { holds }]) => holds.map((shape) => ({ name, shape })))

/** Elements by the field that `resource=` names: a `DynamicCluster` alone does not say whether it is warming. */
export const aloneByField: ReadonlyMap<string, ElementShape> = new Map(
  alone.flatMap(({ shape }) => (shape.field === undefined ? [] : [[shape.field, shape] as const])),
)

/** Elements by their `@type`, for answers whose question is not known; the first that has it. */
export const aloneByType: ReadonlyMap<string, ElementShape> = new Map(
  alone
    .flatMap(({ name, shape }) =>
      shape.alone === undefined ? [] : [[`${admin}${name}.${shape.alone}`, shape] as const],
    )
    .toReversed(),
)

/** The field of a resource that is its name. */
export const nameField: Readonly<Record<ResourceKind, string>> = {
  bootstrap: '',
  listener: 'name',
  route: 'name',
  'scoped-route': 'name',
  cluster: 'name',
  endpoints: 'cluster_name',
  secret: 'name',
  extension: 'name',
}
