import { extensions, lines, nested } from '../clusters/field-facts.ts'
import type { FieldRule, TypeRules } from '../clusters/field-facts.ts'
import { textOf } from '../json/field.ts'
import { cookieMatchText, headerMatchText, queryMatchText } from './match-text.ts'
import { runtimeFraction } from './retry-facts.ts'

const template: readonly FieldRule[] = [['path_template', 'route.template']]
const templates: TypeRules = new Map([
  ['envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig', template],
])

/** @see envoy: api/envoy/config/route/v3/route_components.proto, RouteMatch */
export const matchRules: readonly FieldRule[] = [
  ['prefix', 'route.prefix'],
  ['path', 'route.path'],
  ['path_separated_prefix', 'route.path-segments'],
  ['safe_regex', 'route.regex', lines((regex) => ({ text: textOf(regex, 'regex') ?? '' }))],
  ['connect_matcher', 'route.connect'],
  ['path_match_policy', 'route.template', extensions(templates)],
  ['case_sensitive', 'route.case-sensitive'],
  ['runtime_fraction', 'route.fraction', runtimeFraction],
  ['headers', 'route.header', lines((header) => ({ text: headerMatchText(header) }))],
  ['query_parameters', 'route.query', lines((query) => ({ text: queryMatchText(query) }))],
  ['cookies', 'route.cookie', lines((cookie) => ({ text: cookieMatchText(cookie) }))],
  ['grpc', 'route.grpc'],
  [
    'tls_context',
    'route.client-certificate',
    nested([
      ['presented', 'route.certificate-presented'],
      ['validated', 'route.certificate-validated'],
    ]),
  ],
  ['dynamic_metadata', 'route.dynamic-metadata'],
  ['filter_state', 'route.filter-state'],
]
