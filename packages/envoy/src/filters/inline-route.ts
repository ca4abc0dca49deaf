import { messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * A route configuration that a filter brings along, in one line: the cluster when
 * everything goes to one, else what each virtual host matches.
 * @see istio: istioctl/pkg/writer/envoy/configdump/listener.go (describeRouteConfig)
 */
export function inlineRouteText(config: JsonObject): string {
  const cluster = onlyCluster(config)
  if (cluster !== undefined) return clusterText(cluster)
  const hosts = messagesOf(config, 'virtual_hosts').map((host) => {
    const domains = textsOf(host, 'domains')
    const routes = messagesOf(host, 'routes')
      .map((route) => routeMatchText(messageOf(route, 'match')))
      .join(', ')
    const named = domains.length === 1 && domains[0] === '*' ? '' : domains.join('/')
    return named === '' ? routes : `${named} ${routes}`
  })
  return `Inline Route: ${hosts.join('; ')}`
}

/** The cluster that an inline route configuration sends everything to, if that is all it does. */
export function onlyCluster(config: JsonObject): string | undefined {
  const [host, ...hosts] = messagesOf(config, 'virtual_hosts')
  const domains = textsOf(host, 'domains')
  const [route, ...routes] = messagesOf(host, 'routes')
  if (hosts.length > 0 || routes.length > 0 || domains.length !== 1 || domains[0] !== '*') return undefined
  if (textOf(messageOf(route, 'match'), 'prefix') !== '/') return undefined
  const cluster = textOf(messageOf(route, 'route'), 'cluster')
  return cluster === '' ? undefined : cluster
}

/** A cluster as a destination; Istio's own ones (`PassthroughCluster`) say what they are. */
export function clusterText(name: string): string {
  return name.includes('Cluster') ? name : `Cluster: ${name}`
}

/** The path that a route matches: `/items*`, `PathPrefix:/items`, `regex ^/a`. */
export function routeMatchText(match: JsonObject | undefined): string {
  const prefix = textOf(match, 'prefix') ?? ''
  const separated = textOf(match, 'path_separated_prefix') ?? ''
  const regex = messageOf(match, 'safe_regex')
  return [
    ...(prefix === '' ? [] : [`${prefix}*`]),
    ...(separated === '' ? [] : [`PathPrefix:${separated}`]),
    textOf(match, 'path') ?? '',
    ...(regex === undefined ? [] : [`regex ${textOf(regex, 'regex') ?? ''}`]),
  ]
    .filter((text) => text !== '')
    .join(' ')
}
