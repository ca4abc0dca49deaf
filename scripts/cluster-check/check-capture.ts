// Would this connection be captured, and where does it land? Connections are
// really made in pods of the mesh, and the rules' own counters are the witness.
import type { Landing } from '@portolan/contract/redirection'
import { derivedRedirection } from '@portolan/inside/redirection/derived-redirection'
import {
  redirectionOfInitArguments,
  redirectionOfInitLog,
} from '@portolan/inside/redirection/known-redirection'
import { parseIptablesSave } from '@portolan/inside/redirection/parse-iptables-save'
import { redirectionOfRules, type Redirection } from '@portolan/inside/redirection/redirection'
import { whereDoesItLand } from '@portolan/inside/redirection/where-does-it-land'
import { ExcludedPod } from './excluded-pod.ts'
import { capturePods, type CapturePod, type DialledService } from './capture-pods.ts'
import type { Kubectl } from './kubectl.ts'
import { excludedConnections, ordinaryConnections, type MadeConnection } from './made-connections.ts'
import { countsOf, PodNetwork, type RuleCounts } from './pod-network.ts'

export type CaptureRow = {
  readonly pod: string
  readonly what: string
  readonly class: string
  readonly connection: string
  readonly answer: string
  readonly witness: string
  /** Which of log, arguments and derived say the same as the rules that were read. */
  readonly sources: string
  readonly verdict: 'agrees' | 'WRONG'
}

export type CaptureCheck = {
  readonly rows: readonly CaptureRow[]
  /** What could not be compared, and why. */
  readonly notCompared: readonly string[]
}

/**
 * So many that what the mesh does at the same time cannot be taken for them. A
 * few may have the source port of a question that is still tracked, and are then
 * no new connection to the rules.
 */
const made = 16
const counted = 12

/**
 * Compares answers with counters for two pods of the mesh, one with DNS capture
 * where there is one, and for a pod with exclusions that is made for it when a
 * program to run in it is given. Needs root on the node that the pods run on.
 */
export async function checkCapture(
  kubectl: Kubectl,
  kubeconfig: string,
  program?: { readonly image: string; readonly command: readonly string[] },
): Promise<CaptureCheck> {
  const { pods, services } = await capturePods(kubectl)
  const withDns = pods.find(({ capturesDns }) => capturesDns)
  const without = pods.find(({ capturesDns }) => !capturesDns)
  const chosen = [withDns, without].filter((pod) => pod !== undefined)
  const rows: CaptureRow[] = []
  const notCompared = chosen.length === 0 ? ['no running pod has istio-init'] : []
  for (const pod of chosen) {
    const compared = await comparePod(kubectl, pod, services, ordinaryConnections)
    if (compared === undefined) notCompared.push(`${pod.ref}: its processes are not on this machine`)
    else rows.push(...compared)
  }
  const range = services[0]?.address
  if (program === undefined || range === undefined) {
    notCompared.push('exclusions by annotation: no program was named for a pod of their own')
    return { rows, notCompared }
  }
  await using planted = await ExcludedPod.plant(kubeconfig, program, `${range}/32`)
  const again = await capturePods(kubectl)
  const excluded = again.pods.find(({ ref }) => ref === planted.ref)
  const compared =
    excluded === undefined ? undefined : await comparePod(kubectl, excluded, services, excludedConnections)
  if (compared === undefined)
    notCompared.push('the pod with exclusions: its processes are not on this machine')
  else rows.push(...compared)
  return { rows, notCompared }
}

async function comparePod(
  kubectl: Kubectl,
  pod: CapturePod,
  services: readonly DialledService[],
  connections: typeof ordinaryConnections,
): Promise<readonly CaptureRow[] | undefined> {
  const network = PodNetwork.find(pod.containerIds)
  if (network === undefined) return undefined
  const nameservers = network.nameservers()
  const read = redirectionOfRules(
    [
      parseIptablesSave(await network.rules('iptables-save'), 'ipv4'),
      parseIptablesSave(await network.rules('ip6tables-save'), 'ipv6'),
    ],
    pod.addresses,
  )
  const [namespace = '', name = ''] = pod.ref.split('/')
  const log = await kubectl.run('-n', namespace, 'logs', name, '-c', 'istio-init')
  const others: Readonly<Record<string, Redirection | undefined>> = {
    log: redirectionOfInitLog(pod.object, log),
    arguments: redirectionOfInitArguments(pod.object, nameservers),
    derived: derivedRedirection(pod.object, { mesh: {}, nameservers }),
  }
  const list = connections({
    own: pod.addresses[0] ?? '',
    appPort: pod.appPort,
    services: services.filter(({ pods }) => !pods.includes(pod.ref)),
    nameserver: nameservers[0] ?? '',
    proxy: 1337,
  })
  const rows: CaptureRow[] = []
  for (const one of list) rows.push(await compareOne(pod.ref, network, read, others, one))
  return rows
}

async function compareOne(
  pod: string,
  network: PodNetwork,
  read: Redirection,
  others: Readonly<Record<string, Redirection | undefined>>,
  { what, expected, connection }: MadeConnection,
): Promise<CaptureRow> {
  const answer = whereDoesItLand(read, connection)
  const { protocol, destination: address, port, sourceUid: uid, sourceGid: gid } = connection
  const sender = uid === undefined || gid === undefined ? undefined : { uid, gid }
  const before = countsOf(await network.rules('iptables-save'))
  await network.connect({ protocol, address, port }, made, sender)
  const grown = growth(before, countsOf(await network.rules('iptables-save')))
  const witness = witnessOf(grown)
  const said = answer.verdict === 'captured' ? String(answer.lands?.port) : answer.verdict
  const silent = answer.steps.filter(
    ({ table, rule }) => table === 'nat' && rule !== '' && (grown.get(`nat ${rule}`) ?? 0) < counted,
  )
  const agreeing = Object.entries(others).filter(
    ([, other]) => other !== undefined && isSame(answer, whereDoesItLand(other, connection)),
  )
  const isRight =
    said === witness &&
    silent.length === 0 &&
    answer.class === expected &&
    agreeing.length === Object.keys(others).length
  const as = sender === undefined ? 'from the node' : `as ${sender.uid}:${sender.gid}`
  return {
    pod,
    what,
    class: answer.class,
    connection: `${protocol} ${address}:${port} ${as}`,
    answer:
      answer.verdict === 'captured'
        ? `captured: ${answer.lands?.port} ${answer.lands?.place}`
        : answer.verdict,
    witness: [
      witness === 'passes' ? 'no redirect counted' : `redirect to ${witness} counted`,
      ...silent.map(({ rule }) => `did not count: ${rule}`),
    ].join('; '),
    sources: agreeing.map(([name]) => name).join(', '),
    verdict: isRight ? 'agrees' : 'WRONG',
  }
}

/** The port of the REDIRECT that counted as many connections as were made; `passes` when none did. */
function witnessOf(grown: RuleCounts): string {
  const redirects = [...grown].filter(([rule, by]) => rule.includes('-j REDIRECT') && by >= counted)
  const ports = redirects.map(([rule]) => /--to-ports (\d+)/.exec(rule)?.[1] ?? '?')
  return ports.length === 0 ? 'passes' : ports.join(' and ')
}

function growth(before: RuleCounts, after: RuleCounts): RuleCounts {
  return new Map([...after].map(([rule, count]) => [rule, count - (before.get(rule) ?? 0)]))
}

function isSame(one: Landing, other: Landing): boolean {
  return (
    one.verdict === other.verdict &&
    one.lands?.address === other.lands?.address &&
    one.lands?.port === other.lands?.port &&
    one.lands?.place === other.lands?.place &&
    one.class === other.class
  )
}
