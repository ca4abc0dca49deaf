import { RecordingError } from '@portolan/recording/recording-error'
import { AppError } from '../app-error.ts'

/** A refused file as a problem. Anything else stays what it is. */
export function recordingProblem(error: unknown): unknown {
  if (error instanceof RecordingError) {
    const status = error.code === 'recording-too-large' ? 413 : 422
    return new AppError({ code: error.code, status, detail: error.text, cause: error })
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    const detail = 'There is no room left where Portolan runs: a recording is unpacked into the temporary folder.'
    return new AppError({ code: 'recording-too-large', status: 507, detail, cause: error })
  }
  return error
}
