import { RecordingError } from '@portolan/recording/recording-error'
import { chooseContext } from '../cluster/choose-context.ts'
import { Clusters } from '../cluster/clusters.ts'
import { loadKubeconfig } from '../cluster/load-kubeconfig.ts'
import { systemClock } from '../clock.ts'
import type { Log } from '../log.ts'
import { openInto } from '../recordings/open-into.ts'
import { openDemo } from './open-demo.ts'
import type { ClusterArguments } from './parse-arguments.ts'
import { UsageError } from './usage-error.ts'

/** The clusters that a command works on. Disposing closes them all. */
export type Connection = AsyncDisposable & {
  readonly clusters: Clusters
  /** The one to begin with. */
  readonly cluster: string
  /** Why this is the demo although nobody asked for it. */
  readonly notice: string | undefined
}

/**
 * Opens what the command line asks for: recordings, the demo, or the clusters
 * of the kubeconfig. With no kubeconfig anywhere it opens the demo, and says so.
 * @throws KubeconfigError
 * @throws UsageError when a file cannot be opened
 */
export async function connect(
  options: ClusterArguments,
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<Connection> {
  const clusters = new Clusters({ clock: systemClock, log })
  try {
    const notice = await fill(clusters, options, environment)
    const cluster = clusters.current
    if (cluster === undefined) throw new Error('no cluster was opened')
    return { clusters, cluster, notice, [Symbol.asyncDispose]: () => clusters[Symbol.asyncDispose]() }
  } catch (error) {
    await clusters[Symbol.asyncDispose]()
    throw error
  }
}

async function fill(
  clusters: Clusters,
  options: ClusterArguments,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const { demo, recordings, namespaces } = options
  if (recordings.length > 0) {
    for (const file of recordings)
      await openInto(clusters, file).catch((error: unknown) => explain(file, error))
    return undefined
  }
  const kubeconfig = demo ? undefined : loadKubeconfig(options.kubeconfig, environment)
  if (kubeconfig === undefined) {
    await openDemo(clusters)
    return demo ? undefined : noKubeconfig
  }
  clusters.add({
    kubeconfig,
    mode: { kind: 'live' },
    current: chooseContext(kubeconfig, options.context),
    namespaces,
    impersonate: options.as === undefined ? undefined : { user: options.as, groups: options.asGroups },
  })
  return undefined
}

const noKubeconfig =
  'NO KUBECONFIG FOUND (--kubeconfig, KUBECONFIG, ~/.kube/config): this is the built-in demo, not your cluster.'

function explain(file: string, error: unknown): never {
  if (error instanceof RecordingError) throw new UsageError(`${file} cannot be opened. ${error.text}`)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      throw new UsageError(`${file} cannot be opened: there is no such file.`)
    case 'EACCES':
      throw new UsageError(`${file} cannot be opened: permission denied.`)
    case 'EISDIR':
      throw new UsageError(`${file} cannot be opened: it is a folder. A recording is one .tar.gz file.`)
    case 'ENOSPC':
      throw new UsageError(
        `${file} cannot be opened: there is no room left in the temporary folder (TMPDIR).`,
      )
    default:
      throw error
  }
}
