import type { ChartInputs } from '@portolan/catalog/chart-inputs'
import type { MatrixGap } from '@portolan/contract/matrix'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { notRead } from '../cluster/read.ts'
import { controlPlaneOf, meshConfigName, readMeshConfig } from '../pods/mesh-config.ts'
import type { ControlPlane } from '../pods/mesh-config.ts'
import type { KeptRows } from './kept-rows.ts'

type Services = ChartInputs['services']
type MeshConfig = ChartInputs['meshConfig']

/** What the rows of all pods are made from, read once for all of them. */
export type MatrixInputs = {
  of(pod: PodObject): ChartInputs
  readonly gaps: MatrixGap[]
}

/** Namespaces whose Services are read one by one where those of the whole cluster may not be listed. */
const mostNamespaces = 100

/**
 * Reads Services and mesh configurations; what may not be read is a gap.
 * @param kept keeps readings the same objects while they say the same
 */
export async function matrixInputs(
  { client, index }: ClusterSession,
  pods: readonly PodObject[],
  kept: KeptRows,
): Promise<MatrixInputs> {
  const planes = new Map<string, ControlPlane>()
  const configNames = new Map<PodObject, string>()
  for (const pod of pods) {
    const plane = controlPlaneOf(pod, index.summaryOf(pod).revision)
    const name = `${plane.namespace}/${meshConfigName(plane)}`
    planes.set(name, plane)
    configNames.set(pod, name)
  }
  const names = [...new Set(pods.map(namespaceOf))]
  const [readNow, configs] = await Promise.all([readServices(client, names), readConfigs(client, planes)])
  const namespaces = kept.namespaces.renew(new Map(names.map((name) => [name, index.namespaceOf(name)])))
  const services = kept.services.renew(readNow)
  const meshConfigs = kept.meshConfigs.renew(configs)
  return {
    of: (pod) => ({
      pod,
      namespace: namespaces.get(namespaceOf(pod)) ?? notRead,
      services: services.get(namespaceOf(pod)) ?? nothingOf(services.get('')),
      meshConfig: meshConfigs.get(configNames.get(pod) ?? '') ?? notRead,
      // Who istiod's pods are changes no port.
      controlPlane: notRead,
      listeners: undefined,
    }),
    gaps: [...gapsOfServices(services), ...gapsOfConfigs([...meshConfigs.values()])],
  }
}

function namespaceOf({ metadata }: PodObject): string {
  return metadata?.namespace ?? ''
}

const noServices: Services = { kind: 'read', value: [] }

/** A namespace without Services has none, if those of all namespaces were read. */
function nothingOf(all: Services | undefined): Services {
  return all?.kind === 'read' ? noServices : notRead
}

/** By the ConfigMap's name, each once however many pods have it. */
async function readConfigs(
  client: ClusterSession['client'],
  planes: ReadonlyMap<string, ControlPlane>,
): Promise<ReadonlyMap<string, MeshConfig>> {
  const read = [...planes].map(async ([name, plane]): Promise<[string, MeshConfig]> => [
    name,
    await readMeshConfig(client, plane),
  ])
  return new Map(await Promise.all(read))
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
    return new Map([...read, ['', noServices]])
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
