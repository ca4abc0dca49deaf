import type { ChartInputs } from '@portolan/catalog/chart-inputs'
import type { MatrixGap } from '@portolan/contract/matrix'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { notRead } from '../cluster/read.ts'
import { controlPlaneOf, readMeshConfig } from '../pods/mesh-config.ts'

type Services = ChartInputs['services']
type MeshConfig = ChartInputs['meshConfig']

/** What the rows of all pods are made from, read once for all of them. */
export type MatrixInputs = {
  servicesOf(namespace: string): Services
  meshConfigOf(pod: PodObject): MeshConfig
  readonly gaps: MatrixGap[]
}

/** Namespaces whose Services are read one by one where those of the whole cluster may not be listed. */
const mostNamespaces = 100

/** Reads Services and mesh configurations; what may not be read is a gap. */
export async function matrixInputs(
  { client, index }: ClusterSession,
  pods: readonly PodObject[],
): Promise<MatrixInputs> {
  const planeOf = (pod: PodObject) => controlPlaneOf(pod, index.summaryOf(pod).revision)
  const keyOf = (pod: PodObject) => JSON.stringify(planeOf(pod))
  const planes = new Map(pods.map((pod) => [keyOf(pod), planeOf(pod)]))
  const namespaces = [...new Set(pods.map((pod) => pod.metadata?.namespace ?? ''))]
  const [services, configs] = await Promise.all([
    readServices(client, namespaces),
    Promise.all([...planes].map(async ([key, plane]) => [key, await readMeshConfig(client, plane)] as const)),
  ])
  const meshConfigs = new Map<string, MeshConfig>(configs)
  return {
    servicesOf: (namespace) => services.get(namespace) ?? nothingOf(services.get('')),
    meshConfigOf: (pod) => meshConfigs.get(keyOf(pod)) ?? notRead,
    gaps: [...gapsOfServices(services), ...gapsOfConfigs(configs.map(([, config]) => config))],
  }
}

/** A namespace without Services has none, if those of all namespaces were read. */
function nothingOf(all: Services | undefined): Services {
  return all?.kind === 'read' ? { kind: 'read', value: [] } : notRead
}

/** By namespace; under the empty name whether all of them were read at once. */
async function readServices(
  client: ClusterSession['client'],
  namespaces: readonly string[],
): Promise<ReadonlyMap<string, Services>> {
  const all = await client.allServices()
  if (all.kind === 'read') {
    const grouped = Map.groupBy(all.value, ({ metadata }) => metadata?.namespace ?? '')
    const read = [...grouped].map(([name, value]): [string, Services] => [name, { kind: 'read', value }])
    return new Map([...read, ['', { kind: 'read', value: [] }]])
  }
  const single = namespaces.slice(0, mostNamespaces)
  const read = await Promise.all(
    single.map(async (name): Promise<[string, Services]> => [name, await client.services(name)]),
  )
  return new Map([
    ...read,
    ...namespaces.slice(mostNamespaces).map((name): [string, Services] => [name, all]),
  ])
}

/** One gap per reason, with the namespaces that it concerns. */
function gapsOfServices(services: ReadonlyMap<string, Services>): MatrixGap[] {
  const unread = [...services].flatMap(([namespace, one]) =>
    one.kind === 'unread' ? [{ namespace, ...one }] : [],
  )
  return [...Map.groupBy(unread, ({ reason }) => reason)].map(([reason, ones]) => ({
    what: 'services',
    namespaces: ones.map(({ namespace }) => namespace),
    reason,
    text: ones[0]?.text ?? '',
  }))
}

function gapsOfConfigs(configs: readonly MeshConfig[]): MatrixGap[] {
  const unread = configs.flatMap((one) => (one.kind === 'unread' ? [one] : []))
  return [...new Map(unread.map((one) => [one.text, one])).values()].map(({ reason, text }) => ({
    what: 'mesh-config',
    reason,
    text,
  }))
}
