import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node'
import type { OpenRecording } from '@portolan/recording/open-recording'
import { openRecording } from '@portolan/recording/open-recording'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import type { Sandbox, SandboxOptions } from '@portolan/sandbox/start-sandbox'
import { Clusters } from '../cluster/clusters.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { snapshotToFile } from '../snapshot/snapshot-file.ts'
import type { WrittenSnapshot } from '../snapshot/snapshot-file.ts'
import type { SnapshotScope } from '../snapshot/snapshot-scope.ts'
import type { SnapshotPlan, SnapshotProgress } from '../snapshot/take-snapshot.ts'

/** Everything but what has to be asked for. */
export const wholeMesh: SnapshotScope = {
  namespaces: [],
  pods: [],
  costly: false,
  lookInside: false,
  logs: false,
}

/** A sandbox, a session to it as one of its users, and a folder for what is recorded there. */
export class SnapshotOnSandbox implements AsyncDisposable {
  readonly sandbox: Sandbox
  readonly folder: string
  readonly out: string
  readonly #clusters: Clusters

  private constructor(sandbox: Sandbox, folder: string, clusters: Clusters) {
    this.sandbox = sandbox
    this.folder = folder
    this.out = join(folder, 'mesh.tar.gz')
    this.#clusters = clusters
  }

  static async start(options: SandboxOptions & { readonly user?: string }): Promise<SnapshotOnSandbox> {
    const { user = 'admin', ...rest } = options
    const sandbox = await startSandbox({ lingerMilliseconds: 40, ...rest })
    const config = new KubeConfig()
    config.loadFromString(sandbox.kubeconfig(user))
    const clusters = new Clusters({ clock: systemClock, log: createLog('silent') })
    clusters.add({
      kubeconfig: { config, impersonations: new Map(), from: ['the test'] },
      mode: { kind: 'live' },
    })
    return new SnapshotOnSandbox(sandbox, await mkdtemp(join(tmpdir(), 'portolan-test-')), clusters)
  }

  get session(): ClusterSession {
    return this.#clusters.get(this.#clusters.current ?? '')
  }

  /** Records as `portolan snapshot --out` does. */
  record(
    plan: Partial<SnapshotPlan> = {},
    how: {
      readonly force?: boolean
      readonly signal?: AbortSignal
      readonly progress?: (progress: SnapshotProgress) => void
    } = {},
  ): Promise<WrittenSnapshot> {
    const { force = false, signal = new AbortController().signal, progress = () => undefined } = how
    const scope = wholeMesh
    return snapshotToFile(
      { session: this.session, scope, moments: 1, every: 0, source: 'generated', ...plan },
      { out: this.out, force, signal, progress },
    )
  }

  open(): Promise<OpenRecording> {
    return openRecording(this.out)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#clusters[Symbol.asyncDispose]()
    await this.sandbox[Symbol.asyncDispose]()
    await rm(this.folder, { recursive: true, force: true })
  }
}
