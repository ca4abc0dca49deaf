import type { Session } from '@portolan/contract/session'
import { chooseContext } from '../cluster/choose-context.ts'
import { Clusters } from '../cluster/clusters.ts'
import { loadKubeconfig } from '../cluster/load-kubeconfig.ts'
import type { Kubeconfig } from '../cluster/load-kubeconfig.ts'
import { systemClock } from '../clock.ts'
import type { Log } from '../log.ts'
import { openDemo } from './open-demo.ts'
import type { ClusterArguments } from './parse-arguments.ts'

/** The clusters that a command works on, and whether they are real. Disposing closes them all. */
export type Connection = AsyncDisposable & {
  readonly clusters: Clusters
  readonly mode: Session['mode']
  /** Why this is the demo although nobody asked for it. */
  readonly notice: string | undefined
}

/**
 * Opens what the command line asks for. With no kubeconfig anywhere it opens
 * the demo, and says so.
 * @throws KubeconfigError
 */
export async function connect(
  options: ClusterArguments,
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<Connection> {
  const kubeconfig = options.demo ? undefined : loadKubeconfig(options.kubeconfig, environment)
  if (kubeconfig !== undefined) {
    const clusters = clustersOf(kubeconfig, options, log)
    return {
      clusters,
      mode: { kind: 'live' },
      notice: undefined,
      [Symbol.asyncDispose]: () => clusters[Symbol.asyncDispose](),
    }
  }
  const demo = await openDemo()
  const clusters = clustersOf(demo.kubeconfig, { ...options, context: undefined }, log)
  return {
    clusters,
    mode: demo.mode,
    notice: options.demo ? undefined : noKubeconfig,
    async [Symbol.asyncDispose]() {
      await clusters[Symbol.asyncDispose]()
      await demo[Symbol.asyncDispose]()
    },
  }
}

const noKubeconfig =
  'NO KUBECONFIG FOUND (--kubeconfig, KUBECONFIG, ~/.kube/config): this is the built-in demo, not your cluster.'

function clustersOf(kubeconfig: Kubeconfig, options: ClusterArguments, log: Log): Clusters {
  return new Clusters({
    kubeconfig,
    current: chooseContext(kubeconfig, options.context),
    namespaces: options.namespaces,
    impersonate: options.as === undefined ? undefined : { user: options.as, groups: options.asGroups },
    clock: systemClock,
    log,
  })
}
