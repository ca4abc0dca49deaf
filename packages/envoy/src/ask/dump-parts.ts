import type { AdminQuestion } from './admin-question.ts'

/** The parts of a config dump that can be asked for alone, as `resource=` calls them; the whole dump costs Envoy most. */
export const dumpParts = [
  'dynamic_listeners',
  'static_listeners',
  'dynamic_route_configs',
  'static_route_configs',
  'dynamic_active_clusters',
  'dynamic_warming_clusters',
  'static_clusters',
  'dynamic_endpoint_configs',
  'static_endpoint_configs',
  'dynamic_active_secrets',
  'dynamic_warming_secrets',
  'ecds_filters',
  'bootstrap',
  'whole',
] as const
export type DumpPart = (typeof dumpParts)[number]

/**
 * What is asked for a part, of all resources or of those whose names match.
 * @param nameRegex RE2, matched anywhere in the name; Envoy says so when it is none
 */
export function questionOfPart(part: DumpPart, nameRegex: string): AdminQuestion {
  const names: Readonly<Record<string, string>> = nameRegex === '' ? {} : { nameRegex }
  if (part === 'bootstrap') return { ask: 'config-dump', query: { mask: 'bootstrap' }, gives: 'dump' }
  const resource: Readonly<Record<string, string>> = part === 'whole' ? {} : { resource: part }
  const endpoints: Readonly<Record<string, string>> =
    part === 'whole' || part.endsWith('_endpoint_configs') ? { includeEds: 'true' } : {}
  return { ask: 'config-dump', query: { ...resource, ...names, ...endpoints }, gives: 'dump' }
}
