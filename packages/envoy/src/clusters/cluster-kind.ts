import { messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** How a cluster finds its hosts: `EDS`, `STRICT_DNS`, ..., or the name of a custom type. STATIC is the default. */
export function discoveryType(cluster: JsonObject | undefined): string {
  return textOf(messageOf(cluster, 'cluster_type'), 'name') ?? textOf(cluster, 'type') ?? 'STATIC'
}

/** How a cluster chooses among its hosts: the newer policy's name when it has one. ROUND_ROBIN is the default. */
export function balancing(cluster: JsonObject | undefined): string {
  const [first] = messagesOf(messageOf(cluster, 'load_balancing_policy'), 'policies')
  const name = textOf(messageOf(first, 'typed_extension_config'), 'name')
  if (name !== undefined) return name.slice(name.lastIndexOf('.') + 1)
  return textOf(cluster, 'lb_policy') ?? 'ROUND_ROBIN'
}
