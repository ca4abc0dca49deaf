// `npm run check:trace -- --kubeconfig F`: does a request really go where a trace
// says? Requests of every kind are sent through real Envoys of a mesh that is made
// for it, in a namespace of its own, and removed again; who served or refused them
// is read from the answers and from the access logs, and compared with the traces of
// both proxies. Cases of the sample mesh are left out where it is not there. Needs
// kubectl, curl, root on the node with nsenter, a gateway labelled
// istio=ingressgateway, and Istio's default access log on standard output.
// Exit code 0 only when every case agrees.
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { questionsOf } from '@portolan/envoy/ask/admin-question'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import type { TracedRequest } from '@portolan/envoy/trace/trace'
import { buildIfChanged } from './build-output.ts'
import { readAccessLine } from './check-trace/access-log.ts'
import type { AccessLine } from './check-trace/access-log.ts'
import { traceCases } from './check-trace/cases.ts'
import { disagreements, endText, isRefused } from './check-trace/compare-case.ts'
import type { Observed, Said } from './check-trace/compare-case.ts'
import { ownNamespace, PlantedMesh } from './check-trace/planted-mesh.ts'
import type { CheckPod } from './check-trace/planted-mesh.ts'
import { saidByTrace } from './check-trace/said-by-trace.ts'
import { sendRequest } from './check-trace/send-request.ts'
import type { Sent } from './check-trace/send-request.ts'
import { caseClasses } from './check-trace/trace-case.ts'
import type { TraceCase } from './check-trace/trace-case.ts'
import { proxyAnswers } from './cluster-check/proxy-answers.ts'
import { RunningPortolan } from './running-portolan.ts'

const { values } = parseArgs({
  options: { kubeconfig: { type: 'string' }, only: { type: 'string' }, keep: { type: 'boolean' } },
})
const kubeconfig = values.kubeconfig ?? process.env['KUBECONFIG']
if (kubeconfig === undefined) {
  console.error('usage: npm run check:trace -- --kubeconfig FILE [--only TEXT] [--keep]')
  process.exit(2)
}
const built = await buildIfChanged()
if (built !== 0) process.exit(built)

await using portolan = await RunningPortolan.start(['--kubeconfig', kubeconfig])
const session = await portolan.call('session', {})
const cluster = session.clusters.find(({ current }) => current)?.name ?? ''
const { pods: shown } = await portolan.call('pods', { cluster })
const edge = shown.find(({ kind, ready }) => kind === 'gateway' && ready.ready > 0)
if (edge === undefined) throw new Error('the mesh has no gateway that is ready')
await using mesh = await PlantedMesh.plant(kubeconfig, edge.namespace, values.keep === true)
const pods = await mesh.pods()
const services = await mesh.services()
// The control plane tells each proxy in its own time.
await wait(8_000)

/** A pod as a case names it: by its name, or by its label. */
function podOf(ref: string): CheckPod | undefined {
  const [namespace, name] = ref.split('/')
  const near = pods.filter((pod) => pod.namespace === namespace)
  return near.find((pod) => pod.name === name) ?? near.find((pod) => pod.app === name)
}

const known = new Map<string, Promise<ProxyAnswers>>()
function answersOf(pod: CheckPod): Promise<ProxyAnswers> {
  const { namespace, name } = pod
  const fresh =
    known.get(`${namespace}/${name}`) ??
    proxyAnswers(portolan, { cluster, namespace, name }, questionsOf.trace)
  known.set(`${namespace}/${name}`, fresh)
  return fresh
}

/** Who takes a request first, and with which address it is sent; `undefined` where the mesh has no such thing. */
type Way = {
  readonly first: CheckPod
  readonly direction: TracedRequest['direction']
  readonly pid: string | undefined
  readonly address: string
  readonly caller: string | undefined
}

function wayOf({ from, to }: TraceCase): Way | undefined {
  const gateway = podOf(`${edge?.namespace}/${edge?.name}`)
  const target = to === 'gateway' ? gateway : to.startsWith('pod:') ? podOf(to.slice(4)) : undefined
  const address = target?.ip ?? services.get(to)
  if (address === undefined) return undefined
  if (from === 'node') {
    if (target === undefined) return undefined
    const direction = to === 'gateway' ? 'gateway' : 'inbound'
    return { first: target, direction, pid: undefined, address, caller: undefined }
  }
  const sender = podOf(from)
  if (sender?.pid === undefined) return undefined
  return { first: sender, direction: 'outbound', pid: sender.pid, address, caller: sender.ip }
}

function requestOf(one: TraceCase, { direction, address, caller }: Way): TracedRequest {
  const { speaks, port, host = '', method = 'GET', path = '/', headers = {}, sni = host } = one
  const isTls = speaks === 'https' || speaks === 'tls'
  return {
    direction,
    protocol: speaks === 'http' || speaks === 'https' ? 'http' : 'tcp',
    destination: { ip: address, port },
    source: { ip: caller ?? nodeAddress, principal: undefined },
    serverName: isTls ? sni.replace(/:\d+$/, '') : undefined,
    host,
    method,
    path,
    headers: Object.entries(headers),
  }
}

/** This machine's address as pods see it; read from the first line that it left in a log. */
let nodeAddress: string | undefined

function servedOf({ body }: Sent): Observed['served'] {
  try {
    const told: unknown = JSON.parse(body)
    if (typeof told !== 'object' || told === null || !('served' in told)) return undefined
    return {
      name: String(told.served),
      ...('path' in told ? { path: String(told.path) } : {}),
      ...('host' in told ? { host: String(told.host) } : {}),
    }
  } catch {
    return undefined
  }
}

type Tried = { readonly one: TraceCase; readonly way: Way; sent: readonly Sent[] }
const tried: Tried[] = []
const leftOut: string[] = []
for (const one of traceCases) {
  if (values.only !== undefined && !`${one.class}: ${one.name}`.includes(values.only)) continue
  const way = wayOf(one)
  if (way === undefined) {
    leftOut.push(`${one.class}: ${one.name}`)
    continue
  }
  const sent: Sent[] = []
  for (let time = 0; time < (one.times ?? 1); time += 1) sent.push(await sendRequest(one, way))
  tried.push({ one, way, sent })
}
const lines = new Map<CheckPod, readonly AccessLine[]>()
for (let round = 0; round < 6; round += 1) {
  // Envoy writes its log once in a second.
  await wait(3_000)
  for (const pod of new Set(tried.map(({ way }) => way.first))) {
    const text = await mesh.log(pod)
    lines.set(
      pod,
      text.flatMap((line) => readAccessLine(line) ?? []),
    )
  }
  if (round === 5) break
  let again = 0
  for (const trial of tried) {
    const { one, way } = trial
    const sent: Sent[] = []
    for (const answer of trial.sent) {
      const isLost = (answer.status > 0 || answer.body !== '') && lineOf(way, one, answer) === undefined
      again += isLost ? 1 : 0
      sent.push(isLost ? await sendRequest(one, way) : answer)
    }
    trial.sent = sent
  }
  if (again === 0) break
  // A busy machine loses lines between Envoy and the container's log.
  console.log(`${again} answers are not in the log and are asked for again`)
}

/**
 * The line of a request, by the addresses and ports that it came from and went to;
 * ports are used again, so the time counts too.
 */
function lineOf(
  { first, caller, address }: Way,
  { port }: TraceCase,
  { localPort, sentAt }: Sent,
): AccessLine | undefined {
  return lines
    .get(first)
    ?.find(
      (line) =>
        Math.abs(line.startedAt - sentAt) < 5_000 &&
        line.called === `${address}:${port}` &&
        (caller === undefined
          ? line.caller.endsWith(`:${localPort}`)
          : line.caller === `${caller}:${localPort}`),
    )
}

for (const { one: asked, way, sent } of tried) {
  if (way.caller !== undefined) continue
  nodeAddress ??= sent.flatMap((answer) => lineOf(way, asked, answer)?.caller.replace(/:\d+$/, '') ?? [])[0]
}

type Result = { readonly one: TraceCase; readonly said: readonly Said[]; readonly wrong: readonly string[] }
const results: Result[] = []
for (const { one, way, sent } of tried) {
  const proxies = new Map<CheckPod, ProxyAnswers>()
  for (const pod of pods) {
    const isMet = pod.hasProxy && pod.name !== 'outsider' && (pod === way.first || isTarget(pod))
    if (isMet) proxies.set(pod, await answersOf(pod))
  }
  const said = saidByTrace(await answersOf(way.first), requestOf(one, way), (address) => {
    const pod = pods.find(({ ip }) => address.replace(/:\d+$/, '') === ip)
    return {
      server: isService(address) ? 'whoever' : pod?.namespace === ownNamespace ? pod.name : undefined,
      answers: pod === undefined ? undefined : proxies.get(pod),
    }
  })
  const observed = sent.map((answer): Observed => ({
    status: answer.status,
    location: answer.location,
    served: servedOf(answer),
    line: lineOf(way, one, answer),
  }))
  results.push({ one, said, wrong: disagreements(said, observed) })
}

/** Behind the address of a Service stands one of its pods. */
function isService(address: string): boolean {
  return [...services.values()].includes(address.replace(/:\d+$/, ''))
}

/** Pods that a request may end at. */
function isTarget({ namespace, app }: CheckPod): boolean {
  return namespace === ownNamespace || namespace === 'shop' || (namespace === 'backend' && app === 'payments')
}

for (const { one, said, wrong } of results) {
  console.log(
    `${wrong.length === 0 ? 'agrees ' : 'DIFFERS'} ${one.class}: ${one.name}: ${said.map(endText).join(' | ')}`,
  )
  for (const text of wrong) console.log(`        ${text}`)
}
for (const text of leftOut) console.log(`left out, the mesh has no such thing: ${text}`)
const counted = caseClasses.map((name) => `${name} ${results.filter(({ one }) => one.class === name).length}`)
console.log(
  `\n${counted.join(', ')}; ${results.filter(({ said }) => isRefused(said)).length} refused or unserved`,
)
const agreeing = results.filter(({ wrong }) => wrong.length === 0).length
console.log(`${results.length} cases, ${agreeing} agree`)
process.exitCode = agreeing === results.length && results.length > 0 ? 0 : 1
