import * as z from 'zod/mini'

const nameTable = z.object({
  table: z.optional(z.record(z.string(), z.object({ ips: z.optional(z.array(z.string())) }))),
})

/**
 * Reads the agent's `/debug/ndsz` into names and their IPv4 addresses, which is
 * what its DNS server answers. A table in another shape reads as empty.
 * @see istio: pkg/dns/proto/nds.proto (NameTable)
 */
export function dnsTableOf(text: string): Record<string, string[]> {
  const parsed = z.safeParse(nameTable, parseJson(text))
  if (!parsed.success) return {}
  return Object.fromEntries(
    Object.entries(parsed.data.table ?? {}).map(([host, { ips = [] }]) => [
      host,
      ips.filter((ip) => !ip.includes(':')),
    ]),
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
