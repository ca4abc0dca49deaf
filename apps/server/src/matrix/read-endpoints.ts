import type { IstiodEndpoints } from '@portolan/catalog/matrix/matrix-facts'
import * as z from 'zod/mini'

/**
 * The part that is needed of what istiod answers to /debug/endpointz.
 * @see istio: pilot/pkg/xds/debug.go (endpointShardz), pilot/pkg/model/endpointshards.go
 */
const shards = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      Shards: z.optional(
        z.nullable(
          z.record(
            z.string(),
            z.nullable(
              z.array(
                z.object({
                  Addresses: z.optional(z.nullable(z.array(z.string()))),
                  EndpointPort: z.optional(z.number()),
                }),
              ),
            ),
          ),
        ),
      ),
    }),
  ),
)

/** Reads the endpoints that istiod has. @throws SyntaxError or ZodError when it is no such answer */
export function readEndpoints(text: string): IstiodEndpoints & { readonly count: number } {
  const byAddress = new Map<string, Map<number, string[]>>()
  const services = new Set<string>()
  let count = 0
  for (const [host, namespaces] of Object.entries(z.parse(shards, JSON.parse(text)))) {
    for (const [namespace, { Shards }] of Object.entries(namespaces)) {
      for (const endpoint of Object.values(Shards ?? {}).flatMap((list) => list ?? [])) {
        const { Addresses: addresses, EndpointPort: port } = endpoint
        if (port === undefined) continue
        count += 1
        // `NAME.NAMESPACE.svc.DOMAIN` is a Service's; others are ServiceEntries'.
        if (host.split('.')[2] === 'svc') services.add(`${namespace}/${host.split('.')[0] ?? ''}`)
        for (const address of addresses ?? []) {
          const ports = byAddress.get(address) ?? new Map<number, string[]>()
          const hosts = ports.get(port) ?? []
          if (!hosts.includes(host)) ports.set(port, [...hosts, host])
          byAddress.set(address, ports)
        }
      }
    }
  }
  return { byAddress, services, count }
}
