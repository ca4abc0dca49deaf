// `npm run check:cluster -- --kubeconfig F`: is what Portolan shows of each mesh
// pod what the kernel of that pod says? Reads only; needs kubectl, and exec into
// the pods for the socket tables. Exit code 0 only when every running pod of the
// mesh was compared and nothing disagreed.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { buildIfChanged } from './build-output.ts'
import { comparePod, type Row } from './cluster-check/compare-pod.ts'
import { declaredPorts } from './cluster-check/declared-ports.ts'
import { Kubectl, runsMeshImage, type KubectlPod } from './cluster-check/kubectl.ts'
import { readListeningSockets, socketScript } from './cluster-check/listening-sockets.ts'
import { RunningPortolan } from './running-portolan.ts'

const { values } = parseArgs({ options: { kubeconfig: { type: 'string' }, pod: { type: 'string' } } })
const kubeconfig = values.kubeconfig ?? process.env['KUBECONFIG']
if (kubeconfig === undefined) {
  console.error('usage: npm run check:cluster -- --kubeconfig FILE [--pod NAMESPACE/POD]')
  process.exit(2)
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

const compared: { readonly ref: string; readonly rows: readonly Row[] }[] = []
const outside: string[] = []
const notCompared: string[] = []
for (const pod of running) {
  const ref = formatPodRef(pod.metadata)
  if (values.pod !== undefined && values.pod !== ref) continue
  const row = shown.find((one) => formatPodRef(one) === ref)
  if (row === undefined) {
    notCompared.push(`${ref}: not in Portolan's list`)
    continue
  }
  if (row.kind === 'outside') {
    if (runsMeshImage(pod)) notCompared.push(`${ref}: Portolan takes it for a pod outside the mesh`)
    else outside.push(ref)
    continue
  }
  const sockets = await kubectl.shell(pod, socketScript)
  if (sockets === undefined) {
    notCompared.push(`${ref}: no container of it has a shell`)
    continue
  }
  const params = { cluster, namespace: pod.metadata.namespace, pod: pod.metadata.name }
  const { chart } = await portolan.call('pod', params)
  const { ports: observations } = await portolan.call('ports', params)
  const nameable = new Set(declaredPorts(pod, services))
  if (chart.kind === 'gateway' || chart.kind === 'waypoint') {
    for (const port of await envoyPorts(kubectl, pod)) nameable.add(port)
  }
  const rows = comparePod({
    sockets: readListeningSockets(sockets),
    ports: chart.ports,
    observations,
    nameable,
  })
  compared.push({ ref, rows })
  const kind = chart.variant === undefined ? chart.kind : `${chart.kind}, ${chart.variant}`
  console.log(`\n${ref} (${kind}; Istio ${chart.istioVersion ?? 'of unknown version'})`)
  console.table(Object.fromEntries(rows.map(({ port, ...rest }) => [port, rest])))
}

const rows = compared.flatMap(({ ref, rows: ofPod }) => ofPod.map((row) => ({ ref, ...row })))
const apart = rows.filter(({ verdict }) => verdict === 'only the socket table knows')
const wrong = rows.filter(({ verdict }) => verdict === 'WRONG')
const list = (title: string, lines: readonly string[]): void => {
  if (lines.length > 0) console.log(`\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`)
}
list(
  'known to the socket table alone',
  apart.map(({ ref, port, socket }) => `${ref} ${port} (${socket})`),
)
list('running, and not of the mesh', outside)
list('NOT COMPARED', notCompared)
list(
  'WRONG',
  wrong.map(({ ref, port, why }) => `${ref} ${port}: ${why}`),
)
const agreeing = rows.length - apart.length - wrong.length
console.log(
  `\n${compared.length} pods: ${agreeing} ports agree, ${apart.length} known to the socket table alone, ${wrong.length} wrong; ${notCompared.length} pods not compared`,
)
console.log(`${agreeing} passed, ${wrong.length + notCompared.length} failed`)
process.exitCode = wrong.length === 0 && notCompared.length === 0 && compared.length > 0 ? 0 : 1
