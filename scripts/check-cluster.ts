// `npm run check:cluster -- --kubeconfig F`: is what Portolan shows of each mesh
// pod what the kernel of that pod and istioctl say? Four parts: the chart's ports against
// the socket table, looks inside against ps and ss, the tables of each Envoy against
// istioctl proxy-config, and whether connections that are really made are captured as
// Portolan says. Needs kubectl, istioctl and exec into the pods; looks and connections
// need root on the node, nsenter, ss and iptables-save.
// Changes nothing; with --plant, a pod with every kind of filter is made for the third
// part and one with exclusions by annotation for the last, each in a namespace of its
// own, and removed. Exit code 0 only when every
// running pod of the mesh was compared and nothing disagreed.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { buildIfChanged } from './build-output.ts'
import { checkCapture } from './cluster-check/check-capture.ts'
import { checkProxies, tableByPod } from './cluster-check/check-proxies.ts'
import { ExtensionsPod } from './cluster-check/extensions-pod.ts'
import { checkInside } from './cluster-check/check-inside.ts'
import { comparePod, type Row } from './cluster-check/compare-pod.ts'
import { declaredPorts } from './cluster-check/declared-ports.ts'
import { Kubectl, runsMeshImage, type KubectlPod } from './cluster-check/kubectl.ts'
import { readListeningSockets, socketScript } from './cluster-check/listening-sockets.ts'
import { RunningPortolan } from './running-portolan.ts'

const { values } = parseArgs({
  options: { kubeconfig: { type: 'string' }, pod: { type: 'string' }, plant: { type: 'boolean' } },
})
const kubeconfig = values.kubeconfig ?? process.env['KUBECONFIG']
if (kubeconfig === undefined) {
  console.error('usage: npm run check:cluster -- --kubeconfig FILE [--pod NAMESPACE/POD] [--plant]')
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
const meshPods = running.filter((pod) => {
  const ref = formatPodRef(pod.metadata)
  const row = shown.find((one) => formatPodRef(one) === ref)
  return row !== undefined && row.kind !== 'outside' && (values.pod === undefined || values.pod === ref)
})
const withEnvoy = meshPods.flatMap(({ metadata }) => {
  const kind = shown.find((one) => formatPodRef(one) === formatPodRef(metadata))?.kind
  return kind === 'sidecar' || kind === 'gateway' || kind === 'waypoint' ? [metadata] : []
})
console.log('\nProcesses and sockets, compared with ps and ss in the pods’ namespaces')
const inside = await checkInside(portolan, cluster, meshPods)
console.table(Object.fromEntries(inside.rows.map(({ pod, ...rest }) => [pod, rest])))
list('came or went between two reads', inside.apart)
list('NOT COMPARED', inside.notCompared)
list('WRONG', inside.wrong)

console.log('\nTables of each Envoy, compared with istioctl proxy-config')
// With a proxy that has every kind of filter, no table is empty.
await using planted =
  values.plant === true && values.pod === undefined ? await ExtensionsPod.plant(kubeconfig) : undefined
const proxies = await checkProxies(portolan, cluster, kubeconfig, [
  ...withEnvoy,
  ...(planted === undefined ? [] : [planted.pod]),
])
console.table(tableByPod(proxies.rows))
list('NOT COMPARED', proxies.notCompared)
list('WRONG', proxies.wrong)

console.log('\nConnections that were made, and what the rules counted')
const proxy = running
  .flatMap(({ spec }) => [...spec.containers, ...(spec.initContainers ?? [])])
  .find(({ name }) => name === 'istio-proxy')?.image
const capture =
  values.pod === undefined
    ? await checkCapture(
        kubectl,
        kubeconfig,
        // Any image with a program that waits; the proxy's is on every node of a mesh.
        values.plant === true && proxy !== undefined
          ? { image: proxy, command: ['sleep', 'infinity'] }
          : undefined,
      )
    : { rows: [], notCompared: [] }
console.table(capture.rows)
list('not compared', capture.notCompared)
const misjudged = capture.rows.filter(({ verdict }) => verdict === 'WRONG')

const agreeing = rows.length - apart.length - wrong.length
console.log(
  `\n${compared.length} pods: ${agreeing} ports agree, ${apart.length} known to the socket table alone, ${wrong.length} wrong; ${notCompared.length} pods not compared`,
)
const sum = (key: 'processes' | 'sockets'): number => inside.rows.reduce((all, row) => all + row[key], 0)
console.log(
  `${inside.rows.length} looks: ${sum('processes')} processes and ${sum('sockets')} sockets agree, ${inside.apart.length} came or went, ${inside.wrong.length} wrong; ${inside.notCompared.length} not compared`,
)
console.log(
  `${proxies.rows.length} tables of proxies: ${proxies.wrong.length} places differ; ${proxies.notCompared.length} proxies not compared`,
)
console.log(`${capture.rows.length} connections: ${misjudged.length} wrong`)
const failed =
  wrong.length +
  notCompared.length +
  proxies.wrong.length +
  proxies.notCompared.length +
  inside.wrong.length +
  inside.notCompared.length +
  misjudged.length
const passed =
  agreeing +
  proxies.rows.filter(({ verdict }) => verdict === 'agrees').length +
  sum('processes') +
  sum('sockets') +
  capture.rows.length -
  misjudged.length
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && compared.length > 0 ? 0 : 1
