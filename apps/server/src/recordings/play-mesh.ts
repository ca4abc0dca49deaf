import { KubeConfig } from '@kubernetes/client-node'
import type { SessionMode } from '@portolan/contract/session'
import type { SandboxMesh } from '@portolan/sandbox/mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import type { Clusters } from '../cluster/clusters.ts'

/**
 * Plays a mesh on a fake API server on loopback and adds it as one more
 * cluster: from here on the app takes the same way as to a real one.
 * @param options.name what the cluster is called, unless that is taken
 * @param options.owned ends with the cluster, and when playing could not begin
 * @returns the cluster's name
 */
export async function playMesh(
  clusters: Clusters,
  options: {
    readonly mesh: SandboxMesh
    readonly name: string
    readonly mode: SessionMode
    readonly owned?: AsyncDisposable
  },
): Promise<string> {
  await using owned = new AsyncDisposableStack()
  if (options.owned !== undefined) owned.use(options.owned)
  const sandbox = owned.use(await startSandbox({ mesh: options.mesh }))
  // Nothing is awaited from here on, so the name stays free.
  const name = clusters.freeName(options.name)
  clusters.add({
    kubeconfig: { config: singleContext(sandbox.kubeconfig('admin'), name), impersonations: new Map(), from: [name] },
    mode: options.mode,
    owned: owned.move(),
  })
  return name
}

/** The sandbox's kubeconfig with its one context called otherwise. */
function singleContext(text: string, name: string): KubeConfig {
  const config = new KubeConfig()
  config.loadFromString(text)
  config.contexts = config.contexts.map((context) => ({ ...context, name }))
  config.setCurrentContext(name)
  return config
}
