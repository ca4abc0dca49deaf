import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { archiveLimits } from './archived-proxies.ts'

/**
 * Passes on an archive's unpacked bytes as long as they are what a real one may be.
 * @param packedBytes the length of the file they come from
 * @throws EnvoyAnswerError when there are too many of them, or far more than the file can mean
 */
export async function* boundedArchive(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes: number,
): AsyncGenerator<Uint8Array> {
  const { unpackedBytes, ratio, ratioFrom } = archiveLimits
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > unpackedBytes) {
      throw new EnvoyAnswerError(
        `The archive is larger than ${unpackedBytes / 1024 ** 3} GiB when unpacked, the most that is opened.`,
      )
    }
    if (bytes > ratioFrom && bytes > packedBytes * ratio) {
      throw new EnvoyAnswerError(
        `The archive grows more than ${ratio} times when unpacked, as no real one does.`,
      )
    }
    yield chunk
  }
}
