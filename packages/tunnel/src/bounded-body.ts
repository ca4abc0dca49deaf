import type { Readable } from 'node:stream'
import { TunnelError } from './tunnel-error.ts'

/**
 * Reads a body into one buffer, and destroys the stream as soon as it is
 * longer than `maxBytes`.
 * @throws TunnelError `closed` when the body is too long, or the stream's own error.
 */
export async function readBounded(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    length += bytes.length
    if (length > maxBytes) {
      body.destroy()
      throw new TunnelError('closed', `the answer is longer than ${maxBytes} bytes; the rest was not read`)
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks, length)
}

/** Reads at most the first `maxBytes` of a short text and lets the rest go; never throws. */
export async function readStart(body: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      chunks.push(bytes)
      length += bytes.length
      if (length >= maxBytes) break
    }
  } catch {
    // What came before the failure still says more than nothing.
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8')
}
