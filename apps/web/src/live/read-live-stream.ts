import { liveEvent } from '@portolan/contract/live'
import type { LiveEvent } from '@portolan/contract/live'
import { ServerSentEvents } from './server-sent-events.ts'

/**
 * Longest silence that is believed, in milliseconds. The server sends a comment
 * every 15 s; a laptop that slept, or a proxy that forgot us, sends nothing.
 */
const longestSilence = 40_000

/**
 * The events of one stream. Ends when the stream ends.
 * @throws Error when the stream breaks, falls silent, or says something that the contract does not know
 */
export async function* readLiveStream(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): AsyncGenerator<{ readonly event: LiveEvent; readonly id: string | undefined }> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader()
  const events = new ServerSentEvents()
  try {
    while (!signal.aborted) {
      const { done, value } = await withinSilence(reader)
      if (done) return
      for (const { data, id } of events.push(value)) yield { event: liveEvent.parse(JSON.parse(data)), id }
    }
  } finally {
    // A stream that broke cannot be cancelled any more, and need not be.
    await reader.cancel().catch(() => undefined)
  }
}

async function withinSilence(reader: ReadableStreamDefaultReader<string>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the live stream fell silent')), longestSilence)
  })
  try {
    return await Promise.race([reader.read(), silence])
  } finally {
    clearTimeout(timer)
  }
}
