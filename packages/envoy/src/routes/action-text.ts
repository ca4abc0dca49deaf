import { dataSourceText, substitutionText } from '../clusters/proto-text.ts'
import { fieldOf, flagOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * What becomes of a request, in short: the cluster, `80% a, 20% b`, `301 https://host/path`,
 * `404 "gone"`.
 * @see envoy: api/envoy/config/route/v3/route_components.proto, Route
 */
export function actionText(route: JsonObject | undefined): string {
  const forward = messageOf(route, 'route')
  if (forward !== undefined) return forwardText(forward)
  const redirect = messageOf(route, 'redirect')
  if (redirect !== undefined) return redirectText(redirect)
  const response = messageOf(route, 'direct_response')
  if (response !== undefined) return responseText(response)
  if (fieldOf(route, 'filter_action') !== undefined) return 'filter_action'
  if (fieldOf(route, 'non_forwarding_action') !== undefined) return 'non_forwarding_action'
  return ''
}

function forwardText(forward: JsonObject): string {
  const cluster = textOf(forward, 'cluster')
  if (cluster !== undefined) return cluster
  const weighted = messageOf(forward, 'weighted_clusters')
  if (weighted !== undefined) {
    return weightedClusters(weighted)
      .map(({ name, percent }) => `${percentText(percent)} ${name}`)
      .join(', ')
  }
  const header = textOf(forward, 'cluster_header')
  if (header !== undefined) return `cluster_header: ${header}`
  const plugin = textOf(forward, 'cluster_specifier_plugin')
  if (plugin !== undefined) return `cluster_specifier_plugin: ${plugin}`
  const inline = messageOf(forward, 'inline_cluster_specifier_plugin')
  if (inline === undefined) return ''
  return `cluster_specifier_plugin: ${textOf(messageOf(inline, 'extension'), 'name') ?? ''}`
}

/** One of the clusters among which a route splits its requests. */
export type WeightedCluster = {
  /** The cluster, or `cluster_header: x` when a header names it. */
  readonly name: string
  readonly weight: number
  /** Of all weights; `undefined` when they sum to nothing. */
  readonly percent: number | undefined
  readonly message: JsonObject
}

/** Weights are relative: their sum is the whole. */
export function weightedClusters(weighted: JsonObject | undefined): readonly WeightedCluster[] {
  const clusters = messagesOf(weighted, 'clusters')
  const weights = clusters.map((cluster) => numberOf(cluster, 'weight') ?? 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return clusters.map((message, place) => {
    const weight = weights[place] ?? 0
    const header = textOf(message, 'cluster_header')
    return {
      name: textOf(message, 'name') ?? (header === undefined ? '' : `cluster_header: ${header}`),
      weight,
      percent: total > 0 ? (weight / total) * 100 : undefined,
      message,
    }
  })
}

export function percentText(percent: number | undefined): string {
  return percent === undefined ? '–' : `${Math.round(percent * 100) / 100}%`
}

/** HTTP status of each redirect response code of Envoy. */
const redirectCodes: Readonly<Record<string, number>> = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
}

export function redirectStatus(redirect: JsonObject): number {
  return redirectCodes[textOf(redirect, 'response_code') ?? 'MOVED_PERMANENTLY'] ?? 301
}

function redirectText(redirect: JsonObject): string {
  const scheme = flagOf(redirect, 'https_redirect') ? 'https' : textOf(redirect, 'scheme_redirect')
  const host = textOf(redirect, 'host_redirect')
  const port = numberOf(redirect, 'port_redirect')
  const prefix = textOf(redirect, 'prefix_rewrite')
  const regex = messageOf(redirect, 'regex_rewrite')
  const path =
    textOf(redirect, 'path_redirect') ??
    (prefix === undefined ? undefined : `${prefix}…`) ??
    (regex === undefined ? '' : ` ${substitutionText(regex)}`)
  const origin =
    scheme === undefined && host === undefined && port === undefined
      ? ''
      : `${scheme === undefined ? '' : `${scheme}:`}//${host ?? '…'}${port === undefined ? '' : `:${port}`}`
  return `${redirectStatus(redirect)} ${origin}${path}`.trim()
}

function responseText(response: JsonObject): string {
  const body = dataSourceText(messageOf(response, 'body'))
  return `${numberOf(response, 'status') ?? 0}${body === undefined ? '' : ` "${body}"`}`
}

/** The one cluster that a route leads to, if it is one. */
export function singleCluster(route: JsonObject | undefined): string | undefined {
  const forward = messageOf(route, 'route')
  const cluster = textOf(forward, 'cluster')
  if (cluster !== undefined) return cluster
  const weighted = messagesOf(messageOf(forward, 'weighted_clusters'), 'clusters')
  return weighted.length === 1 ? textOf(weighted[0], 'name') : undefined
}
