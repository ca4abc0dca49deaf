import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Where the recording that ships with Portolan may be, seen from this module:
 * in its package, beside the bundle or a part of it, or in the repository that
 * the bundle was built in.
 */
const places = [
  '../recordings/demo.tar.gz',
  'demo.tar.gz',
  '../demo.tar.gz',
  '../../../packages/sandbox/recordings/demo.tar.gz',
  '../../../../packages/sandbox/recordings/demo.tar.gz',
]

/** There is no recording at any of these places. */
export class NoRecordingError extends Error {
  override readonly name = 'NoRecordingError'
  readonly lookedIn: readonly string[]

  constructor(files: readonly URL[]) {
    const lookedIn = files.map((file) => fileURLToPath(file))
    super(`There is no recording in ${lookedIn.join(', nor in ')}.`)
    this.lookedIn = lookedIn
  }
}

/**
 * The path of the recording behind `--demo`.
 * @param instead another recording's file
 * @throws NoRecordingError
 */
export function shippedRecording(instead?: URL): string {
  const files = instead === undefined ? places.map((place) => new URL(place, import.meta.url)) : [instead]
  const found = files.find((file) => statSync(fileURLToPath(file), { throwIfNoEntry: false })?.isFile())
  if (!found) throw new NoRecordingError(files)
  return fileURLToPath(found)
}
