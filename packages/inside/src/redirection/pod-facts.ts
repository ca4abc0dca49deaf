/** The parts of a Kubernetes pod that decide about its redirection. */
export type RedirectedPod = {
  readonly metadata?: {
    readonly annotations?: Readonly<Record<string, string>> | undefined
    readonly labels?: Readonly<Record<string, string>> | undefined
  }
  readonly spec?: {
    readonly hostNetwork?: boolean | undefined
    readonly containers?: readonly RedirectedContainer[] | undefined
    readonly initContainers?: readonly RedirectedContainer[] | undefined
    readonly securityContext?: RunsAs | undefined
  }
  readonly status?: {
    readonly podIP?: string | undefined
    readonly podIPs?: readonly { readonly ip?: string | undefined }[] | undefined
  }
}

type RunsAs = { readonly runAsUser?: number | undefined; readonly runAsGroup?: number | undefined }

export type RedirectedContainer = {
  readonly name: string
  readonly args?: readonly string[] | undefined
  readonly env?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined
  readonly securityContext?: RunsAs | undefined
}

/** What the mesh's configuration says about redirection; what is absent is not set there. */
export type MeshRedirection = {
  readonly proxyListenPort?: number | undefined
  readonly proxyInboundListenPort?: number | undefined
  /** Of `defaultConfig`. */
  readonly interceptionMode?: string | undefined
}

export function containerNamed(pod: RedirectedPod, name: string): RedirectedContainer | undefined {
  return [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].find(
    (one) => one.name === name,
  )
}

export function environmentOf(container: RedirectedContainer | undefined): Readonly<Record<string, string>> {
  const known = (container?.env ?? []).flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(known)
}

export function addressesOf({ status }: RedirectedPod): readonly string[] {
  const all = (status?.podIPs ?? []).flatMap(({ ip }) => (ip === undefined ? [] : [ip]))
  return all.length > 0 ? all : status?.podIP === undefined ? [] : [status.podIP]
}

/** istio-init writes IPv6 rules when the first address is IPv6, or with dual stack when any is. */
export function hasIpv6Rules(addresses: readonly string[], dualStack: boolean): boolean {
  return dualStack ? addresses.some((one) => one.includes(':')) : (addresses[0]?.includes(':') ?? false)
}
