import type { Evidence } from '@portolan/contract/evidence'
import { askOverTunnel, readUntil } from './ask-over-tunnel.ts'
import { printable } from './evidence-of-error.ts'
import type { Asking } from './probe-way.ts'

/** RFC 9113 section 3.4: the client's preface, then an empty SETTINGS frame (section 6.5). */
const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
])
/** A GOAWAY with NO_ERROR (section 6.8), so that the server sees an orderly end. */
const goAway = Buffer.from([0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])

const frameHeaderLength = 9
const settingsFrame = 4

/** Greets in HTTP/2 with prior knowledge, as plaintext gRPC does, and waits for the server's SETTINGS. */
export function probeHttp2(asking: Asking): Promise<Evidence> {
  const asked = 'HTTP/2 preface'
  return askOverTunnel(asking, asked, async (tunnel) => {
    const began = performance.now()
    tunnel.write(preface)
    const bytes = await readUntil(tunnel, (got) => got.length >= frameHeaderLength)
    const milliseconds = Math.round(performance.now() - began)
    if (bytes.length >= frameHeaderLength && bytes[3] === settingsFrame) {
      await new Promise((resolve) => tunnel.write(goAway, resolve))
      return { kind: 'http2-settings', milliseconds }
    }
    return {
      kind: 'unexpected',
      asked,
      text: bytes.length === 0 ? 'connection closed without an answer' : printable(bytes),
    }
  })
}
