import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'

/** Whether a file is gzip, by its first bytes and not by its name. @see RFC 1952, 2.3.1 */
export async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return first === 0x1f && second === 0x8b
}

/**
 * A gzip file's content, piece by piece; who stops to read stops the unpacking.
 * @throws EnvoyAnswerError when it is damaged or cut off; the signal's reason
 */
export async function* unpacked(file: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new EnvoyAnswerError(
          'The archive is damaged or cut off: it cannot be unpacked. Copy it again.',
          {
            cause: error,
          },
        )
      })
      if (done) return
      yield value
    }
  } finally {
    // What went wrong before is told; that it cannot be cancelled any more is no news.
    await reader.cancel().catch(() => undefined)
  }
}
