import type { IncomingMessage } from 'node:http'

const largestBody = 64 * 1024

/** The body of a request; what is larger than 64 KiB is cut there. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > largestBody) break
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
