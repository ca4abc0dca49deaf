import { openRecording } from '@portolan/recording/open-recording'
import type { SandboxMesh } from './mesh.ts'
import { recordedMesh } from './recorded-mesh.ts'
import { shippedRecording } from './shipped-recording.ts'

/**
 * The mesh behind `--demo`: the recorded laboratory. The sandbox that plays it
 * closes the recording.
 * @param recording the file of another recording than the shipped one
 * @throws NoRecordingError when it is not there; RecordingError when it cannot be read
 */
export async function demoMesh(recording?: URL): Promise<SandboxMesh> {
  const opened = await openRecording(shippedRecording(recording))
  return { ...(await recordedMesh(opened)), name: 'demo', owned: opened }
}
