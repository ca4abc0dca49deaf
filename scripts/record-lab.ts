// `node scripts/record-lab.ts --kubeconfig F`: records a real mesh into
// packages/sandbox/recordings/lab, for --demo and the tests. Reads only: objects
// (no Secrets), socket tables, and the read endpoints of each mesh port.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { KubeConfig } from '@kubernetes/client-node'
import type { MeshRecording } from '@portolan/sandbox/meshes/recording'
import { parseJsonObject, textAt } from '@portolan/sandbox/json-value'
import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { keepable, Kubectl } from './recording/kubernetes-objects.ts'
import { recordPod } from './recording/record-pod.ts'
import { root } from './tool.ts'

const { values } = parseArgs({ options: { kubeconfig: { type: 'string' }, from: { type: 'string' } } })
const kubeconfig = values.kubeconfig ?? process.env['KUBECONFIG']
if (kubeconfig === undefined) {
  console.error('usage: node scripts/record-lab.ts --kubeconfig FILE [--from WORDS]')
  process.exit(2)
}

const folder = path.join(root, 'packages', 'sandbox', 'recordings', 'lab')
const hiddenNamespaces = new Set(['kube-node-lease', 'kube-public', 'lab-access'])
/** ConfigMaps that say something about the mesh; certificates and leases do not. */
const keptConfigMaps = /^istio(-[a-z0-9-]+)?$/
const droppedConfigMaps = /^istio-(ca-|leader|ip-autoallocate|namespace-controller|sidecar-injector|gateway-)/

const kubectl = new Kubectl(kubeconfig)
const config = new KubeConfig()
config.loadFromFile(kubeconfig)
using access = new ApiServerAccess(config)

const isShown = (object: unknown): boolean =>
  !hiddenNamespaces.has(textAt(object, 'metadata', 'namespace') ?? '')
const pods = (await kubectl.items('pods', '-A')).filter(isShown)
const services = (await kubectl.items('services', '-A')).filter(isShown)
const namespaces = (await kubectl.items('namespaces')).filter(
  (one) => !hiddenNamespaces.has(textAt(one, 'metadata', 'name') ?? ''),
)
const configmaps = (await kubectl.items('configmaps', '-A')).filter((one) => {
  const name = textAt(one, 'metadata', 'name') ?? ''
  return isShown(one) && keptConfigMaps.test(name) && !droppedConfigMaps.test(name)
})
const version = parseJsonObject(await kubectl.text('get', '--raw', '/version'))
const mesh: MeshRecording = {
  recordedAt: new Date().toISOString(),
  from: values.from ?? 'a one-node cluster with Istio and a sample shop',
  kubernetesVersion: textAt(version, 'gitVersion') ?? 'v0.0.0',
  objects: {
    pods: pods.map(keepable),
    services: services.map(keepable),
    namespaces: namespaces.map(keepable),
    configmaps: configmaps.map(keepable),
  },
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(path.join(folder, 'pods'), { recursive: true })
let total = keep('mesh.json.gz', mesh)
const proxies = pods
  .filter(
    (pod) =>
      textAt(pod, 'status', 'phase') === 'Running' &&
      JSON.stringify(pod['spec']).includes('"name":"istio-proxy"'),
  )
  .map((pod) => `${textAt(pod, 'metadata', 'name')}.${textAt(pod, 'metadata', 'namespace')}`)
for (const pod of pods) {
  if (textAt(pod, 'status', 'phase') !== 'Running') continue
  const name = `${textAt(pod, 'metadata', 'namespace')}_${textAt(pod, 'metadata', 'name')}`
  const recording = await recordPod(kubectl, access, pod, proxies)
  const size = keep(path.join('pods', `${name}.json.gz`), recording)
  total += size
  console.log(
    `${name}: ${Object.entries(recording.ports)
      .map(([port, { kind }]) => `${port} ${kind}`)
      .join(', ')} (${size} bytes)`,
  )
}
console.log(`${total} bytes in all`)

function keep(name: string, value: unknown): number {
  const bytes = gzipSync(JSON.stringify(value), { level: 9 })
  writeFileSync(path.join(folder, name), bytes)
  return bytes.length
}
