import { KubeConfig } from '@kubernetes/client-node'
import type { Session } from '@portolan/contract/session'
import type { MeshSource } from '@portolan/sandbox/mesh'
import { NoRecordingError } from '@portolan/sandbox/recorded-mesh'
import { startDemo } from '@portolan/sandbox/start-demo'
import type { Kubeconfig } from '../cluster/load-kubeconfig.ts'
import { UsageError } from './usage-error.ts'

/** A running demo: from here on the app takes the same way as to any cluster. */
export type Demo = AsyncDisposable & { readonly kubeconfig: Kubeconfig; readonly mode: Session['mode'] }

/**
 * Starts the sandbox on a free port of loopback, in this process, with the mesh that ships with Portolan.
 * @param recording the folder of another recording
 * @throws UsageError when there is no recording to show
 */
export async function openDemo(recording?: URL): Promise<Demo> {
  const { sandbox, kubeconfig } = await startDemo(recording).catch(explain)
  const config = new KubeConfig()
  config.loadFromString(kubeconfig)
  return {
    kubeconfig: { config, impersonations: new Map(), from: ['the demo'] },
    mode: modeOf(sandbox.source),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  }
}

function explain(error: unknown): never {
  if (!(error instanceof NoRecordingError)) throw error
  const advice =
    'Run it where Portolan was built or unpacked whole, or name a cluster with --kubeconfig FILE.'
  throw new UsageError(`The demo cannot start. ${error.message} ${advice}`)
}

function modeOf(source: MeshSource): Session['mode'] {
  switch (source.kind) {
    case 'recorded':
      return { kind: 'recorded', recordedAt: source.recordedAt, source: source.from }
    case 'generated':
      return { kind: 'generated' }
    default:
      return source satisfies never
  }
}
