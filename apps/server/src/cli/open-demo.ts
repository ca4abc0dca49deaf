import type { SessionMode } from '@portolan/contract/session'
import { demoMesh } from '@portolan/sandbox/demo-mesh'
import { generatedSamples } from '@portolan/sandbox/generated-samples'
import type { MeshSource } from '@portolan/sandbox/mesh'
import { NoRecordingError } from '@portolan/sandbox/shipped-recording'
import type { Clusters } from '../cluster/clusters.ts'
import { playMesh } from '../recordings/play-mesh.ts'
import { UsageError } from './usage-error.ts'

/**
 * Opens the mesh that ships with Portolan, played as any recording is, and
 * beside it the generated samples of what it has not.
 * @param recording the file of another recording
 * @returns the recorded cluster's name
 * @throws UsageError when there is no recording to show
 */
export async function openDemo(clusters: Clusters, recording?: URL): Promise<string> {
  const mesh = await demoMesh(recording).catch(explain)
  const name = await playMesh(clusters, { mesh, name: mesh.name, mode: modeOf(mesh.source) })
  const samples = generatedSamples()
  await playMesh(clusters, { mesh: samples, name: samples.name, mode: modeOf(samples.source) })
  return name
}

function explain(error: unknown): never {
  if (!(error instanceof NoRecordingError)) throw error
  const advice =
    'Run it where Portolan was built or unpacked whole, or name a cluster with --kubeconfig FILE.'
  throw new UsageError(`The demo cannot start. ${error.message} ${advice}`)
}

function modeOf(source: MeshSource): SessionMode {
  switch (source.kind) {
    case 'recorded':
      return {
        kind: 'recorded',
        recordedAt: source.recordedAt,
        openedAt: new Date().toISOString(),
        source: source.from,
        ...(source.istioVersion === undefined ? {} : { istioVersion: source.istioVersion }),
        lookInside: source.lookInside,
      }
    case 'generated':
      return { kind: 'generated' }
    default:
      return source satisfies never
  }
}
