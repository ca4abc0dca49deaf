import { messageAt, messageOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { EndpointRow } from './endpoint-row.ts'

/** Which workload an endpoint belongs to, as istiod writes it into its metadata. */
export type EndpointWorkload = {
  readonly workload: string
  readonly namespace: string
  readonly canonicalName: string
  readonly canonicalRevision: string
  readonly cluster: string
}

/**
 * Reads `workload;namespace;canonical name;canonical revision;cluster`.
 * @see istio: pilot/pkg/networking/util, AppendLbEndpointMetadata
 */
export function workloadOf(text: string | undefined): EndpointWorkload | undefined {
  if (text === undefined) return undefined
  const [workload = '', namespace = '', canonicalName = '', canonicalRevision = '', cluster = ''] =
    text.split(';')
  return { workload, namespace, canonicalName, canonicalRevision, cluster }
}

export function endpointMetadata({ assigned }: EndpointRow): JsonObject | undefined {
  return messageOf(assigned?.endpoint, 'metadata')
}

/** `catalog-v1.shop`, or the canonical name where there is no workload. */
export function workloadText(row: EndpointRow): string | undefined {
  const istio = messageAt(endpointMetadata(row), 'filter_metadata', 'istio')
  const known = workloadOf(textOf(istio, 'workload'))
  const name = known?.workload || known?.canonicalName
  return name === undefined || name === '' ? undefined : `${name}.${known?.namespace ?? ''}`
}
