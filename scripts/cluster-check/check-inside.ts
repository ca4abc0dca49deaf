// Is what a look inside tells what `ps` and `ss` say in the pod's namespaces?
import { existsSync } from 'node:fs'
import { insideRoutes } from '@portolan/contract/inside-routes'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { RunningPortolan } from '../running-portolan.ts'
import { compareInside, type InsideComparison, type Witness } from './compare-inside.ts'
import type { KubectlPod } from './kubectl.ts'
import { firstProcess, PodNetwork } from './pod-network.ts'
import { readWitnessProcesses, type RunningContainer } from './witness-processes.ts'
import { readWitnessSockets, socketCommands, type WitnessSocket } from './witness-sockets.ts'

export type InsideRow = {
  readonly pod: string
  /** Containers that were read, and in parentheses those that were not, with the reason. */
  readonly containers: string
  readonly processes: number
  readonly sockets: number
  readonly apart: number
  readonly wrong: number
}

export type InsideCheck = {
  readonly rows: readonly InsideRow[]
  readonly apart: readonly string[]
  readonly wrong: readonly string[]
  /** What could not be compared, and why. */
  readonly notCompared: readonly string[]
}

const families = ['tcp', 'tcp6', 'udp', 'udp6', 'unix'] as const

/** Needs root on the node that the pods run on, `nsenter`, `ps` and `ss`. */
export async function checkInside(
  portolan: RunningPortolan,
  cluster: string,
  pods: readonly KubectlPod[],
): Promise<InsideCheck> {
  const rows: InsideRow[] = []
  const [apart, wrong, notCompared]: [string[], string[], string[]] = [[], [], []]
  for (const pod of pods) {
    const ref = formatPodRef(pod.metadata)
    const containers = containersOf(pod)
    const network = PodNetwork.find(containers.map(({ id }) => id))
    if (network === undefined) {
      notCompared.push(`${ref}: its processes are not on this machine, or this is not root`)
      continue
    }
    const before = await witness(network, containers)
    const params = { cluster, namespace: pod.metadata.namespace, pod: pod.metadata.name }
    const look = await portolan.ask(insideRoutes.insideLook, params, {})
    const after = await witness(network, containers)
    const found: InsideComparison = compareInside(before, look, after)
    const told = look.containers.flatMap(({ name, outcome }) => {
      if (outcome.kind === 'read') return [name]
      // One that does not run has nothing to compare.
      return containers.some((one) => one.name === name) ? [`(${name}: ${outcome.reason})`] : []
    })
    rows.push({
      pod: ref,
      containers: told.join(' '),
      processes: found.processes,
      sockets: found.sockets,
      apart: found.apart.length,
      wrong: found.wrong.length,
    })
    apart.push(...found.apart.map((words) => `${ref} ${words}`))
    wrong.push(...found.wrong.map((words) => `${ref} ${words}`))
    for (const { name, id } of containers) {
      const outcome = look.containers.find((one) => one.name === name)?.outcome
      const isExcused = outcome?.kind === 'unread' && outcome.reason === 'no-shell' && !hasShell(id)
      if (outcome?.kind !== 'read' && !isExcused)
        notCompared.push(
          `${ref} ${name}: ${outcome?.kind === 'unread' ? `${outcome.reason}: ${outcome.text}` : 'not in the look'}`,
        )
    }
  }
  return { rows, apart, wrong, notCompared }
}

/** Whether a shell lies where shells lie, in the file system that the container sees. */
function hasShell(id: string): boolean {
  const root = `/proc/${firstProcess(id)}/root`
  return ['bin/sh', 'usr/bin/sh', 'busybox/sh'].some((file) => existsSync(`${root}/${file}`))
}

async function witness(network: PodNetwork, containers: readonly RunningContainer[]): Promise<Witness> {
  const [processes, ...sockets] = await Promise.all([
    readWitnessProcesses(containers),
    ...families.map(async (family): Promise<readonly WitnessSocket[]> =>
      readWitnessSockets(family, await network.run(socketCommands[family])),
    ),
  ])
  return { processes, sockets: sockets.flat() }
}

function containersOf({ status }: KubectlPod): readonly RunningContainer[] {
  const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
  return all.flatMap(({ name, containerID, state }) =>
    containerID !== undefined && state?.running !== undefined
      ? [{ name, id: containerID.replace(/^.*:\/\//, '') }]
      : [],
  )
}
