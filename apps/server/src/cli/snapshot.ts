import { resolve } from 'node:path'
import { RecordingError } from '@portolan/recording/recording-error'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import { createLog } from '../log.ts'
import { SnapshotError } from '../snapshot/snapshot-error.ts'
import { snapshotToFile, workFolderOf } from '../snapshot/snapshot-file.ts'
import { connect } from './connect.ts'
import type { SnapshotArguments } from './parse-arguments.ts'
import { SnapshotProgressLine } from './snapshot-progress.ts'
import { snapshotReport } from './snapshot-report.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/**
 * Records a mesh into a file. Exit code 0 also when parts are missing: the
 * report names them, and so does the recording.
 */
export async function snapshot(
  options: SnapshotArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const out = resolve(options.out)
  const chosen = [...new Set([...options.namespaces, ...options.pods.map(({ namespace }) => namespace)])]
  // What is not recorded need not be watched either.
  const watched = { ...options, namespaces: chosen }
  await using connection = await connect(watched, terminal.environment, createLog('error'))
  if (connection.notice !== undefined) {
    throw new UsageError(
      'There is no kubeconfig (--kubeconfig, KUBECONFIG, ~/.kube/config), so there is nothing to record.',
    )
  }
  const { clusters, cluster } = connection
  using line = new SnapshotProgressLine(terminal)
  try {
    const { namespaces, pods, costly, lookInside, logs } = options
    const plan = {
      session: clusters.get(cluster),
      scope: { namespaces, pods, costly, lookInside, logs },
      moments: options.moments,
      every: options.every,
      source: clusters.modeOf(cluster).kind === 'generated' ? 'generated' : 'recorded',
    } as const
    const { force } = options
    const written = await snapshotToFile(plan, {
      out,
      force,
      signal,
      progress: (update) => line.show(update),
    })
    line[Symbol.dispose]()
    terminal.print(snapshotReport(options.out, written))
    return 0
  } catch (error) {
    line[Symbol.dispose]()
    if (signal.aborted) {
      terminal.complain(
        `Broken off. The same command goes on where it was; what is done so far is in ${workFolderOf(out)}.`,
      )
      return 1
    }
    if (error instanceof SnapshotError) {
      terminal.complain(`portolan: ${error.text}`)
      return error.code === 'bad-request' || error.code === 'not-found' ? 2 : 1
    }
    if (error instanceof RecordingError) terminal.complain(`portolan: ${error.text}`)
    else if (error instanceof AppError || error instanceof ClusterError)
      terminal.complain(`portolan: ${error.message}`)
    else throw error
    return 1
  }
}
