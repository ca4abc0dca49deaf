import type { Readable } from 'node:stream'
import { openRecording } from '@portolan/recording/open-recording'
import { recordedMesh } from '@portolan/sandbox/recorded-mesh'
import type { Clusters } from '../cluster/clusters.ts'
import { playMesh } from './play-mesh.ts'
import { modeOfRecording, nameOfRecording } from './recording-mode.ts'

/**
 * Opens a recording and adds it to the clusters. It, and the temporary copy of
 * its content, are given back when the cluster is removed.
 * @param source the file's path, or its bytes as they come
 * @returns the cluster's name
 * @throws RecordingError when the file is refused
 * @throws the system's own error when it cannot be read or put down
 */
export async function openInto(
  clusters: Clusters,
  source: Readable | string,
  signal?: AbortSignal,
): Promise<string> {
  await using opened = new AsyncDisposableStack()
  const recording = opened.use(await openRecording(source, signal === undefined ? {} : { signal }))
  const mesh = await recordedMesh(recording)
  signal?.throwIfAborted()
  const { manifest } = recording
  return playMesh(clusters, {
    mesh,
    name: nameOfRecording(manifest),
    mode: modeOfRecording(manifest, new Date()),
    owned: opened.move(),
  })
}
