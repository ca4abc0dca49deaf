// `npm run check:cluster -- --kubeconfig F`: is what Portolan shows of each mesh
// pod what the kernel of that pod says? Reads only; needs kubectl, and exec into
// the pods for the socket tables.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { buildIfChanged } from './build-output.ts'
import { comparePod } from './cluster-check/compare-pod.ts'
import { Kubectl, type KubectlPod, type KubectlService } from './cluster-check/kubectl.ts'
import { readListeningSockets, socketScript } from './cluster-check/listening-sockets.ts'
import { RunningPortolan } from './running-portolan.ts'

const { values } = parseArgs({ options: { kubeconfig: { type: 'string' }, pod: { type: 'string' } } })
const kubeconfig = values.kubeconfig ?? process.env['KUBECONFIG']
if (kubeconfig === undefined) {
  console.error('usage: npm run check:cluster -- --kubeconfig FILE [--pod NAMESPACE/POD]')
  process.exit(2)
}

/** Ports that Kubernetes' objects name for a pod. */
function declaredPorts(pod: KubectlPod, services: readonly KubectlService[]): readonly number[] {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  const declared = containers.flatMap(({ ports }) => ports ?? [])
  const labels = pod.metadata.labels ?? {}
  const selecting = services.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.metadata.namespace &&
      spec.selector !== undefined &&
      Object.entries(spec.selector).every(([key, value]) => labels[key] === value),
  )
  const targets = selecting
    .flatMap(({ spec }) => spec.ports ?? [])
    .map(({ port, targetPort }) => targetPort ?? port)
  return [
    ...declared.filter(({ protocol }) => protocol !== 'UDP').map(({ containerPort }) => containerPort),
    ...targets.flatMap((target) =>
      typeof target === 'number'
        ? [target]
        : declared.filter(({ name }) => name === target).map((p) => p.containerPort),
    ),
  ]
}

/** Ports of Envoy's `/listeners`, asked by the agent's own client inside the pod. */
async function envoyPorts(kubectl: Kubectl, pod: KubectlPod): Promise<readonly number[]> {
  const request = 'pilot-agent request GET listeners 2>/dev/null || true'
  const output = await kubectl.shell(pod, request)
  return [...(output ?? '').matchAll(/::[^\n]*:(\d+)$/gm)].map((match) => Number(match[1]))
}

const built = await buildIfChanged()
if (built !== 0) process.exit(built)
const kubectl = new Kubectl(kubeconfig)
await using portolan = await RunningPortolan.start(['--kubeconfig', kubeconfig])
const session = await portolan.call('session', {})
const cluster = session.clusters.find(({ current }) => current)?.name ?? ''
const { pods: shown } = await portolan.call('pods', { cluster })
const services = await kubectl.services()
const running = (await kubectl.pods()).filter(({ status }) => status.phase === 'Running')

let wrong = 0
let checked = 0
const apart: string[] = []
for (const pod of running) {
  const ref = formatPodRef(pod.metadata)
  const row = shown.find(
    ({ namespace, name }) => namespace === pod.metadata.namespace && name === pod.metadata.name,
  )
  if (row === undefined) {
    console.log(`\n${ref}: not in Portolan's list`)
    wrong += 1
    continue
  }
  if (row.kind === 'outside' || (values.pod !== undefined && values.pod !== ref)) continue
  const sockets = await kubectl.shell(pod, socketScript)
  if (sockets === undefined) {
    console.log(`\n${ref}: no container of it has a shell, not compared`)
    continue
  }
  const params = { cluster, namespace: pod.metadata.namespace, pod: pod.metadata.name }
  const { chart } = await portolan.call('pod', params)
  const { ports: observations } = await portolan.call('ports', params)
  const nameable = new Set([...declaredPorts(pod, services), ...chart.ports.flatMap(catalogNumber)])
  if (chart.kind === 'gateway' || chart.kind === 'waypoint') {
    for (const port of await envoyPorts(kubectl, pod)) nameable.add(port)
  }
  const rows = comparePod({
    sockets: readListeningSockets(sockets),
    ports: chart.ports,
    observations,
    nameable,
  })
  console.log(`\n${ref} (${chart.kind}${chart.variant === undefined ? '' : `, ${chart.variant}`})`)
  console.table(rows)
  checked += rows.length
  wrong += rows.filter(({ verdict }) => verdict === 'WRONG').length
  for (const { port, socket } of rows.filter(({ verdict }) => verdict === 'only the socket table knows')) {
    apart.push(`${ref} ${port} (${socket})`)
  }
}
console.log(`\nknown to the socket table alone:\n${apart.map((text) => `  ${text}`).join('\n')}`)
console.log(`${checked - wrong} passed, ${wrong} failed`)
process.exitCode = wrong === 0 && checked > 0 ? 0 : 1

function catalogNumber(port: { number: { kind: string; usual?: number; value?: number } }): number[] {
  const number = port.number.value ?? port.number.usual
  return number === undefined ? [] : [number]
}
