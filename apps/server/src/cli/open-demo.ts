import { KubeConfig } from '@kubernetes/client-node'
import type { Session } from '@portolan/contract/session'
import type { MeshSource } from '@portolan/sandbox/mesh'
import { startDemo } from '@portolan/sandbox/start-demo'
import type { Kubeconfig } from '../cluster/load-kubeconfig.ts'

/** A running demo: from here on the app takes the same way as to any cluster. */
export type Demo = AsyncDisposable & { readonly kubeconfig: Kubeconfig; readonly mode: Session['mode'] }

/** Starts the sandbox on a free port of loopback, in this process, with the mesh that ships with Portolan. */
export async function openDemo(): Promise<Demo> {
  const { sandbox, kubeconfig } = await startDemo()
  const config = new KubeConfig()
  config.loadFromString(kubeconfig)
  return {
    kubeconfig: { config, impersonations: new Map(), from: ['the demo'] },
    mode: modeOf(sandbox.source),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  }
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
