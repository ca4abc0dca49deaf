/** Why a file cannot be opened as a recording. Each is a problem code of the HTTP API as well. */
export const recordingErrorCodes = [
  'not-a-recording',
  'recording-truncated',
  'recording-damaged',
  'recording-unsafe',
  'recording-too-large',
  'recording-too-new',
] as const
export type RecordingErrorCode = (typeof recordingErrorCodes)[number]

/**
 * A file that is refused. `text` is whole sentences that may be shown: fixed
 * words, numbers, and at most a name of the archive, quoted and cut short.
 */
export class RecordingError extends Error {
  readonly code: RecordingErrorCode
  readonly text: string

  constructor(code: RecordingErrorCode, text: string, cause?: unknown) {
    super(text, cause === undefined ? {} : { cause })
    this.name = 'RecordingError'
    this.code = code
    this.text = text
  }
}
