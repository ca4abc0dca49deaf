import { stringify } from 'yaml'
import { ApiFaults } from './api/api-faults.ts'
import { ApiServer, type SeenRequest } from './api/api-server.ts'
import { needsCreateForUpgrade, speaksV5 } from './api/discovery.ts'
import { ExecEndpoint } from './api/exec-endpoint.ts'
import { Identities } from './api/identities.ts'
import { ObjectStore } from './api/object-store.ts'
import { PortForwardEndpoint } from './api/port-forward-endpoint.ts'
import { ApiSwitches } from './api-switches.ts'
import { makeCertificate } from './certificates.ts'
import type { MeshClock, MeshSource, SandboxMesh } from './mesh.ts'
import { playMoments } from './play-moments.ts'
import type { ShownMoment } from './playback.ts'
import { PodSwitches } from './pod-switches.ts'
import { NodeAgent } from './pods/node-agent.ts'

export type SandboxOptions = {
  readonly mesh: SandboxMesh
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number
  /** Plays another Kubernetes than the mesh's, e.g. `v1.35.0`, which asks for `create` on port-forward too. */
  readonly kubernetesVersion?: string
  /** Serves the API under a path, as routers of many clusters do, e.g. `/k8s/clusters/c-1`. */
  readonly pathPrefix?: string
  readonly bookmarkEveryMilliseconds?: number
  /** How long the container runtime waits for the other direction when one has ended. containerd: 1000. */
  readonly lingerMilliseconds?: number
}

/** Which moment of a recording is on show, and when it was. */
export type SandboxClock = MeshClock & {
  readonly shown: ShownMoment
  /** How many moments there are. */
  readonly moments: number
  /** Shows another moment at once and keeps it. @throws RecordingError when it cannot be read */
  show(moment: number): Promise<void>
}

/** A running fake cluster. */
export interface Sandbox extends AsyncDisposable {
  readonly url: string
  readonly caPem: string
  readonly source: MeshSource
  /** The time that a recording shows; `undefined` for a mesh that has none but ours. */
  readonly clock: SandboxClock | undefined
  /** The objects; a test may put and remove what it likes. */
  readonly objects: ObjectStore
  readonly api: ApiSwitches
  /** YAML with one context, named after the mesh, for `admin`, `viewer`, `shop-operator` or who was added. */
  kubeconfig(user?: string): string
  /** The pod `NAMESPACE/NAME`, or the first one whose name begins with `NAME-`. @throws Error when there is none. */
  pod(ref: `${string}/${string}`): PodSwitches
  tunnels(): { readonly open: number; readonly opened: number }
  /** Connections behind which a command runs, or ran. */
  execs(): { readonly open: number; readonly opened: number }
  /** The latest requests to the API server, oldest first. */
  seen(): readonly SeenRequest[]
}

/**
 * Starts a fake Kubernetes API server over TLS on 127.0.0.1, with a
 * certificate made for it. Only loopback is touched.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { mesh, pathPrefix = '', kubernetesVersion = mesh.kubernetesVersion } = options
  const certificate = await makeCertificate('portolan-sandbox', ['localhost', 'kubernetes', '127.0.0.1'])
  const store = new ObjectStore(mesh.objects)
  const identities = new Identities(mesh.identity)
  const faults = new ApiFaults()
  const node = new NodeAgent(store, mesh)
  const verbs = needsCreateForUpgrade(kubernetesVersion) ? ['get', 'create'] : ['get']
  const exec = new ExecEndpoint({
    store,
    node,
    identities,
    faults,
    verbs,
    speaksV5: speaksV5(kubernetesVersion),
  })
  const portForward = new PortForwardEndpoint({
    store,
    node,
    identities,
    faults,
    verbs,
    ...(mesh.whyUnknown ? { whyUnknown: mesh.whyUnknown } : {}),
    timing: { lingerMilliseconds: options.lingerMilliseconds ?? 1000, closeMilliseconds: 4 },
  })
  const bookmarkEvery = options.bookmarkEveryMilliseconds ?? 60_000
  const server = new ApiServer({
    certificate,
    store,
    identities,
    faults,
    node,
    portForward,
    exec,
    kubernetesVersion,
    bookmarkEvery,
    pathPrefix,
  })
  await server.listen(options.port ?? 0)
  const clock = playMoments(mesh, store, node)
  const url = `https://127.0.0.1:${server.port}${pathPrefix}`

  return {
    url,
    caPem: certificate.ca,
    source: mesh.source,
    clock,
    objects: store,
    api: new ApiSwitches({
      server,
      store,
      identities,
      faults,
      connections: [portForward.connections, exec.connections],
    }),
    kubeconfig: (user = 'admin') =>
      kubeconfigText(mesh.name, url, certificate.ca, user, identities.tokenOf(user)),
    pod: (ref) => new PodSwitches(store, node, findPod(store, ref)),
    tunnels: () => portForward.connections.counts(),
    execs: () => exec.connections.counts(),
    seen: () => server.seen,
    [Symbol.asyncDispose]: async () => {
      mesh.playback?.stop()
      node.end()
      await server.close()
      await mesh.owned?.[Symbol.asyncDispose]()
    },
  }
}

function findPod(store: ObjectStore, ref: string): string {
  if (store.get('pods', ref)) return ref
  const [namespace, prefix] = ref.split('/')
  const found = store
    .list('pods')
    .find((pod) => pod.metadata.namespace === namespace && pod.metadata.name.startsWith(`${prefix}-`))
  if (!found) throw new Error(`the sandbox has no pod ${ref}`)
  return `${namespace}/${found.metadata.name}`
}

function kubeconfigText(name: string, server: string, ca: string, user: string, token: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name, cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user } }],
    'current-context': name,
  })
}
