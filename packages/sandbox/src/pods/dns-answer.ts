import type { Duplex } from 'node:stream'

/**
 * Serves DNS over TCP: each message has its length before it as 16 bits (RFC
 * 1035, 4.2.2). A known host answers its A records, everything else NXDOMAIN.
 */
export function serveDns(socket: Duplex, hosts: Readonly<Record<string, readonly string[]>>): void {
  let pending = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const length = pending.readUInt16BE(0)
      const answer = answerDns(pending.subarray(2, 2 + length), hosts)
      pending = pending.subarray(2 + length)
      if (!answer) {
        socket.destroy()
        return
      }
      const size = Buffer.alloc(2)
      size.writeUInt16BE(answer.length)
      socket.write(Buffer.concat([size, answer]))
    }
  })
  socket.on('end', () => socket.end())
}

const headerBytes = 12

/** The answer to one query; `undefined` when it is no query. */
export function answerDns(
  query: Buffer,
  hosts: Readonly<Record<string, readonly string[]>>,
): Buffer | undefined {
  if (query.length < headerBytes || query.readUInt16BE(4) !== 1) return undefined
  const labels: string[] = []
  let at = headerBytes
  for (let length = query[at]; length; length = query[at]) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const end = at + 5
  if (end > query.length) return undefined
  const isAddress = query.readUInt16BE(at + 1) === 1
  const name = labels.join('.').toLowerCase()
  const addresses = hosts[name]
  const records = isAddress ? (addresses ?? []).map(addressRecord) : []
  const header = Buffer.alloc(headerBytes)
  query.copy(header, 0, 0, 2)
  // QR, RD and RA; rcode 3 is NXDOMAIN.
  header.writeUInt16BE(addresses ? 0x8180 : 0x8183, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(records.length, 6)
  return Buffer.concat([header, query.subarray(headerBytes, end), ...records])
}

function addressRecord(address: string): Buffer {
  const record = Buffer.alloc(16)
  // The name is a pointer to the question; type A, class IN, 30 seconds, 4 bytes.
  record.writeUInt16BE(0xc000 + headerBytes, 0)
  record.writeUInt16BE(1, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt32BE(30, 6)
  record.writeUInt16BE(4, 10)
  address.split('.').forEach((part, index) => record.writeUInt8(Number(part), 12 + index))
  return record
}
