import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import { RecordingError } from '@portolan/recording/recording-error'
import { chooseContext } from '../cluster/choose-context.ts'
import { Clusters } from '../cluster/clusters.ts'
import { loadKubeconfig } from '../cluster/load-kubeconfig.ts'
import { systemClock } from '../clock.ts'
import { kindOfCommandFile } from '../files/command-file.ts'
import { offeredFile } from '../files/offered-files.ts'
import type { OfferedFile } from '../files/offered-files.ts'
import type { Log } from '../log.ts'
import { openInto } from '../recordings/open-into.ts'
import { openDemo } from './open-demo.ts'
import type { ClusterArguments } from './parse-arguments.ts'
import { UsageError } from './usage-error.ts'

/** What a command was told to open. Disposing closes all of it. */
export type Opened = AsyncDisposable & {
  readonly clusters: Clusters
  /** The one to begin with; there is none where only files of proxies were named. */
  readonly cluster: string | undefined
  /** Files of proxies, which the browser reads. */
  readonly files: readonly OfferedFile[]
  /** Why this is the demo although nobody asked for it. */
  readonly notice: string | undefined
}

/** The clusters that a command works on; there is at least one. */
export type Connection = Opened & { readonly cluster: string }

/**
 * Opens the clusters that a command works on.
 * @throws KubeconfigError
 * @throws UsageError when a file cannot be opened
 */
export async function connect(
  options: ClusterArguments,
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<Connection> {
  const opened = await openAll(options, environment, log)
  const { cluster } = opened
  if (cluster !== undefined) return { ...opened, cluster }
  await opened[Symbol.asyncDispose]()
  throw new Error('no cluster was opened')
}

/**
 * Opens what the command line asks for: recordings and files of proxies, the
 * demo, or the clusters of the kubeconfig. With no kubeconfig anywhere it opens
 * the demo, and says so.
 * @throws KubeconfigError
 * @throws UsageError when a file cannot be opened
 */
export async function openAll(
  options: ClusterArguments,
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<Opened> {
  const clusters = new Clusters({ clock: systemClock, log })
  try {
    const { notice, files } = await fill(clusters, options, environment)
    const cluster = clusters.current
    return { clusters, cluster, files, notice, [Symbol.asyncDispose]: () => clusters[Symbol.asyncDispose]() }
  } catch (error) {
    await clusters[Symbol.asyncDispose]()
    throw error
  }
}

async function fill(
  clusters: Clusters,
  options: ClusterArguments,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Pick<Opened, 'notice' | 'files'>> {
  const { demo, recordings, namespaces } = options
  if (recordings.length > 0) {
    return { notice: undefined, files: await openFiles(clusters, recordings) }
  }
  const kubeconfig = demo ? undefined : loadKubeconfig(options.kubeconfig, environment)
  if (kubeconfig === undefined) {
    await openDemo(clusters)
    return { notice: demo ? undefined : noKubeconfig, files: [] }
  }
  clusters.add({
    kubeconfig,
    mode: { kind: 'live' },
    current: chooseContext(kubeconfig, options.context),
    namespaces,
    impersonate: options.as === undefined ? undefined : { user: options.as, groups: options.asGroups },
  })
  return { notice: undefined, files: [] }
}

/** Plays the recordings among the files, and gives the others. @throws UsageError */
async function openFiles(clusters: Clusters, names: readonly string[]): Promise<readonly OfferedFile[]> {
  const files: OfferedFile[] = []
  for (const name of names) {
    try {
      if ((await kindOfCommandFile(name)) === 'proxies') files.push(offeredFile(name))
      else await openInto(clusters, name)
    } catch (error) {
      explain(name, error)
    }
  }
  return files
}

const noKubeconfig =
  'NO KUBECONFIG FOUND (--kubeconfig, KUBECONFIG, ~/.kube/config): this is the built-in demo, not your cluster.'

function explain(file: string, error: unknown): never {
  if (error instanceof RecordingError || error instanceof EnvoyAnswerError)
    throw new UsageError(`${file} cannot be opened. ${error.text}`)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      throw new UsageError(`${file} cannot be opened: there is no such file.`)
    case 'EACCES':
      throw new UsageError(`${file} cannot be opened: permission denied.`)
    case 'EISDIR':
      throw new UsageError(
        `${file} cannot be opened: it is a folder. A recording or an archive of istioctl bug-report is one .tar.gz file.`,
      )
    case 'ENOSPC':
      throw new UsageError(
        `${file} cannot be opened: there is no room left in the temporary folder (TMPDIR).`,
      )
    default:
      throw error
  }
}
