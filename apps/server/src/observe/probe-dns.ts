import type { Evidence } from '@portolan/contract/evidence'
import { askOverTunnel, readUntil } from './ask-over-tunnel.ts'
import { printable } from './evidence-of-error.ts'
import type { Asking } from './probe-way.ts'

/** RFC 1035 section 4.1.1. */
const rcodes = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'] as const
/** Two bytes of length, then the message's fixed header (RFC 1035 sections 4.2.2 and 4.1.1). */
const shortestAnswer = 14
const queryId = 0x504f

/** Asks for one A record over TCP. Any answer to our question proves a DNS server, whatever it answers. */
export function probeDns(asking: Asking, question: string): Promise<Evidence> {
  const asked = `DNS ${question} A`
  return askOverTunnel(asking, asked, async (tunnel) => {
    const began = performance.now()
    tunnel.write(query(question))
    const bytes = await readUntil(tunnel, (got) => got.length >= shortestAnswer)
    const milliseconds = Math.round(performance.now() - began)
    const rcode = readRcode(bytes)
    if (rcode !== undefined) return { kind: 'dns', question, rcode, milliseconds }
    return {
      kind: 'unexpected',
      asked,
      text: bytes.length === 0 ? 'connection closed without an answer' : printable(bytes),
    }
  })
}

function query(question: string): Buffer {
  const labels = question.split('.').filter((label) => label !== '')
  const name = Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'ascii')])),
    Buffer.from([0]),
  ])
  const header = Buffer.alloc(12)
  header.writeUInt16BE(queryId, 0)
  header.writeUInt16BE(0x0100, 2) // recursion desired, as a resolver of an application asks
  header.writeUInt16BE(1, 4)
  const typeAndClass = Buffer.from([0, 1, 0, 1])
  const message = Buffer.concat([header, name, typeAndClass])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

function readRcode(bytes: Buffer): string | undefined {
  if (bytes.length < shortestAnswer || bytes.readUInt16BE(2) !== queryId) return undefined
  const flags = bytes.readUInt16BE(4)
  const isAnswer = (flags & 0x8000) !== 0
  const code = flags & 0x000f
  return isAnswer ? (rcodes[code] ?? `RCODE ${code}`) : undefined
}
