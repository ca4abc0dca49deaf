import { createGunzip } from 'node:zlib'
import type { Gunzip } from 'node:zlib'
import { RecordingError } from './recording-error.ts'
import { inWords } from './recording-limits.ts'
import type { RecordingLimits } from './recording-limits.ts'

/** The way from the file's bytes to the tar's, counted on both sides: put the three into one pipeline. */
export type Expansion = {
  readonly compressed: (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>
  readonly gunzip: Gunzip
  readonly expanded: (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>
}

/** Each stage throws a RecordingError as soon as a limit is passed. */
export function expandGzip(limits: RecordingLimits): Expansion {
  let before = 0
  let after = 0
  return {
    async *compressed(source) {
      let first: Buffer = Buffer.alloc(0)
      for await (const chunk of source) {
        if (before < 2) {
          first = Buffer.concat([first, chunk.subarray(0, 2)])
          if (first.length >= 2 && first.readUInt16BE() !== 0x1f8b) throw notGzip()
        }
        before += chunk.length
        if (before > limits.compressedBytes) {
          const text = `The file is larger than ${inWords(limits.compressedBytes)}, the most that is opened.`
          throw new RecordingError('recording-too-large', text)
        }
        yield chunk
      }
      if (before === 0) throw new RecordingError('not-a-recording', 'The file is empty.')
      if (before < 2) throw notGzip()
    },
    gunzip: createGunzip({ chunkSize: 64 * 1024, rejectGarbageAfterEnd: true }),
    async *expanded(source) {
      for await (const chunk of source) {
        after += chunk.length
        if (after > limits.bytes) {
          const text = `The recording is larger than ${inWords(limits.bytes)} when unpacked, the most that is opened.`
          throw new RecordingError('recording-too-large', text)
        }
        if (after > limits.ratioFrom && after > before * limits.ratio) {
          const text = `The file grows more than ${limits.ratio} times when unpacked, as no real recording does.`
          throw new RecordingError('recording-unsafe', text)
        }
        yield chunk
      }
    },
  }
}

/** What zlib says, in our words; anything else as it is. */
export function explainGzip(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'Z_BUF_ERROR':
      return new RecordingError(
        'recording-truncated',
        'The file ends too early: it was cut off. Copy it again.',
        error,
      )
    case 'Z_DATA_ERROR':
    case 'Z_NEED_DICT':
      return new RecordingError(
        'recording-damaged',
        'The file is damaged: it cannot be unpacked. Copy it again.',
        error,
      )
    case 'ERR_TRAILING_JUNK_AFTER_STREAM_END':
      return new RecordingError(
        'recording-damaged',
        'The file is damaged: something stands behind its end.',
        error,
      )
    default:
      return error
  }
}

function notGzip(): RecordingError {
  return new RecordingError('not-a-recording', 'This is not a Portolan recording: it is no gzip file.')
}
