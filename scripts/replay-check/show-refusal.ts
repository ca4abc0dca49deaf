import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { openRecording } from '@portolan/recording/open-recording'
import { RecordingError } from '@portolan/recording/recording-error'
import { flipByte } from './alter-recording.ts'

/** Places in the file where a byte is turned, as parts of its length. */
const places = [0.05, 0.25, 0.5, 0.75, 0.95]

/** Turns one byte of the archive, in several places, one at a time. True when each copy is refused. */
export async function showRefusal(recording: string, folder: string): Promise<boolean> {
  const copy = path.join(folder, 'flipped.tar.gz')
  const { size } = await stat(recording)
  const verdicts: string[] = []
  for (const place of places) {
    const at = Math.floor(size * place)
    await flipByte(recording, copy, at)
    verdicts.push(await refusal(copy))
    console.log(`byte ${at} turned: ${verdicts.at(-1)}`)
  }
  await rm(copy, { force: true })
  return !verdicts.includes('opened')
}

async function refusal(file: string): Promise<string> {
  try {
    const opened = await openRecording(file)
    await opened[Symbol.asyncDispose]()
    return 'opened'
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error
    return `refused, ${error.code}: ${error.text}`
  }
}
