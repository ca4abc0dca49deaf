import * as z from 'zod/mini'
import type { Kubectl } from './kubectl.ts'

const runsAs = z.optional(z.object({ runAsUser: z.optional(z.number()), runAsGroup: z.optional(z.number()) }))
const container = z.object({
  name: z.string(),
  args: z.optional(z.array(z.string())),
  env: z.optional(z.array(z.object({ name: z.string(), value: z.optional(z.string()) }))),
  securityContext: runsAs,
  ports: z.optional(z.array(z.object({ containerPort: z.number() }))),
})
const status = z.object({
  containerID: z.optional(z.string()),
  state: z.optional(z.object({ running: z.optional(z.object({})) })),
})
const pod = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    annotations: z.optional(z.record(z.string(), z.string())),
  }),
  spec: z.object({
    hostNetwork: z.optional(z.boolean()),
    containers: z.array(container),
    initContainers: z.optional(z.array(container)),
    securityContext: runsAs,
  }),
  status: z.object({
    phase: z.string(),
    podIPs: z.optional(z.array(z.object({ ip: z.string() }))),
    containerStatuses: z.optional(z.array(status)),
    initContainerStatuses: z.optional(z.array(status)),
  }),
})
const endpoints = z.object({
  subsets: z.optional(
    z.array(
      z.object({
        addresses: z.optional(
          z.array(
            z.object({
              targetRef: z.optional(z.object({ name: z.string(), namespace: z.optional(z.string()) })),
            }),
          ),
        ),
      }),
    ),
  ),
})
const service = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({
    clusterIP: z.optional(z.string()),
    ports: z.optional(z.array(z.object({ port: z.number(), protocol: z.optional(z.string()) }))),
  }),
})

/** A running pod that istio-init has set up, as kubectl prints it. */
export type CapturePod = {
  readonly ref: string
  readonly object: z.infer<typeof pod>
  readonly addresses: readonly string[]
  readonly appPort: number
  readonly capturesDns: boolean
  /** Of what runs now, without the runtime's name. */
  readonly containerIds: readonly string[]
}

export type DialledService = {
  readonly address: string
  readonly port: number
  readonly pods: readonly string[]
}

/** The pods with istio-init, and the Services that can be dialled, each with the pods behind it. */
export async function capturePods(
  kubectl: Kubectl,
): Promise<{ readonly pods: readonly CapturePod[]; readonly services: readonly DialledService[] }> {
  const read = async (kind: string): Promise<readonly unknown[]> => {
    const text = await kubectl.run('get', kind, '-A', '-o', 'json')
    return z.object({ items: z.array(z.unknown()) }).parse(JSON.parse(text)).items
  }
  const behind = await read('endpoints')
  const services = (await read('services')).map((one) => service.parse(one))
  return {
    pods: (await read('pods')).map((one) => pod.parse(one)).flatMap(capturePod),
    services: services.flatMap(({ metadata, spec }) => {
      const tcp = spec.ports?.find(({ protocol, port }) => (protocol ?? 'TCP') === 'TCP' && port !== 53)
      if (spec.clusterIP === undefined || spec.clusterIP === 'None' || tcp === undefined) return []
      return [{ address: spec.clusterIP, port: tcp.port, pods: podsBehind(behind, metadata) }]
    }),
  }
}

function capturePod(object: z.infer<typeof pod>): readonly CapturePod[] {
  const init = object.spec.initContainers?.find(({ name }) => name === 'istio-init')
  if (init === undefined || object.status.phase !== 'Running') return []
  const app = object.spec.containers.find(({ name }) => name !== 'istio-proxy')
  const statuses = [
    ...(object.status.containerStatuses ?? []),
    ...(object.status.initContainerStatuses ?? []),
  ]
  return [
    {
      ref: `${object.metadata.namespace}/${object.metadata.name}`,
      object,
      addresses: (object.status.podIPs ?? []).map(({ ip }) => ip),
      appPort: app?.ports?.[0]?.containerPort ?? 8_080,
      capturesDns:
        init.env?.some(({ name, value }) => name === 'ISTIO_META_DNS_CAPTURE' && value === 'true') ?? false,
      containerIds: statuses
        .filter(({ state }) => state?.running !== undefined)
        .flatMap(({ containerID }) => containerID?.split('//')[1] ?? []),
    },
  ]
}

function podsBehind(
  all: readonly unknown[],
  { name, namespace }: { readonly name: string; readonly namespace: string },
): readonly string[] {
  const named = z.object({ metadata: z.object({ name: z.string(), namespace: z.string() }) })
  const own = all.find((one) => {
    const { metadata } = named.parse(one)
    return metadata.name === name && metadata.namespace === namespace
  })
  const { subsets = [] } = own === undefined ? {} : endpoints.parse(own)
  return subsets
    .flatMap(({ addresses = [] }) => addresses)
    .flatMap(({ targetRef }) =>
      targetRef === undefined ? [] : [`${targetRef.namespace ?? namespace}/${targetRef.name}`],
    )
}
