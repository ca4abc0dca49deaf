import { typedMessage } from '../json/any.ts'
import { messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import { routeMatchText } from './inline-route.ts'
import { metadataObject } from './istio-object.ts'
import { written } from './message-shape.ts'
import type { MessageShape, Read } from './message-shape.ts'
import { code, each, flat, nested, plain } from './read.ts'
import { cluster, headerOptions, lines } from './read-values.ts'
import { typedFact } from './typed-fact.ts'
import { headerText } from './value-text.ts'

/** What a route changes of filters, by the filter's name. */
const perFilter: Read = (value, word, types) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, any]) => {
        const typed = typedMessage(isObject(any) ? any : undefined)
        if (typed !== undefined) return [{ ...typedFact(typed, word, types), name }]
        return any === undefined ? [] : [{ word, name, code: written(any) }]
      })
    : []

/** The object that Istio made a route from; metadata of others as it is written. */
const origin: Read = (value, word) => {
  const object = isObject(value) ? metadataObject({ metadata: value }) : undefined
  return object === undefined
    ? [{ word, code: written(value) }]
    : [{ word: 'filter.object', text: object.name, link: object }]
}

const action: MessageShape = [
  ['cluster', 'filter.cluster', cluster],
  ['cluster_header', 'filter.route-cluster-header', plain],
  [
    'weighted_clusters',
    'filter.cluster',
    flat([
      [
        'clusters',
        'filter.cluster',
        each([
          ['name', 'filter.cluster', cluster],
          ['weight', 'filter.weight', plain],
        ]),
      ],
      ['total_weight', 'filter.weight', plain],
    ]),
  ],
  ['timeout', 'filter.timeout', plain],
  ['idle_timeout', 'hcm.idle-timeout', plain],
  [
    'retry_policy',
    'filter.retry',
    nested([
      ['retry_on', 'filter.route-retry-on', plain],
      ['num_retries', 'filter.route-retries', plain],
      ['per_try_timeout', 'filter.route-per-try', plain],
    ]),
  ],
  [
    'max_stream_duration',
    'hcm.max-stream-duration',
    flat([
      ['max_stream_duration', 'hcm.max-stream-duration', plain],
      ['grpc_timeout_header_max', 'filter.route-grpc-timeout', plain],
    ]),
  ],
  ['prefix_rewrite', 'filter.route-rewrite', plain],
  ['host_rewrite_literal', 'filter.route-host-rewrite', plain],
  ['auto_host_rewrite', 'filter.route-host-rewrite', plain],
]

const match: Read = lines((message) =>
  [routeMatchText(message), ...messagesOf(message, 'headers').map((header) => headerText(header) ?? '')]
    .join(' ')
    .trim(),
)

const route: MessageShape = [
  ['name', 'filter.name', () => []],
  ['match', 'filter.match', match],
  ['route', 'filter.route-forward', flat(action)],
  ['redirect', 'filter.route-redirect', code],
  ['direct_response', 'filter.route-answer', code],
  ['metadata', 'filter.metadata', origin],
  ['decorator', 'filter.route-operation', flat([['operation', 'filter.route-operation', plain]])],
  ['typed_per_filter_config', 'filter.route-per-filter', perFilter],
  ['request_headers_to_add', 'filter.request-headers', headerOptions],
  ['response_headers_to_add', 'filter.response-headers', headerOptions],
]

/** The fields of a route configuration that a filter brings along; the delivered ones have a table of their own. */
export const inlineRouteFields: MessageShape = [
  ['name', 'hcm.route-name', plain],
  [
    'virtual_hosts',
    'hcm.virtual-hosts',
    each(
      [
        ['name', 'filter.name', () => []],
        ['domains', 'filter.route-domains', plain],
        ['routes', 'hcm.route', each(route, routeName)],
        ['metadata', 'filter.metadata', origin],
        ['typed_per_filter_config', 'filter.route-per-filter', perFilter],
      ],
      (host) => textOf(host, 'name') ?? textsOf(host, 'domains').join(', '),
    ),
  ],
  ['validate_clusters', 'filter.route-validate', plain],
  ['request_headers_to_add', 'filter.request-headers', headerOptions],
  ['response_headers_to_add', 'filter.response-headers', headerOptions],
]

function routeName(message: JsonObject): string {
  return textOf(message, 'name') ?? routeMatchText(messageOf(message, 'match'))
}
