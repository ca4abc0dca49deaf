import { randomFillSync } from 'node:crypto'

export const opcodes = { binary: 2, close: 8, ping: 9, pong: 10 } as const

/** Longest payload of one frame that we send, in bytes; kubelets refuse messages above 32 MiB. */
export const maxFramePayload = 256 * 1024

/** Random bytes are drawn in bulk: one system call for a thousand masks. */
const pool = Buffer.alloc(4_096)
let poolAt = pool.length

function writeMask(target: Buffer, at: number): void {
  if (poolAt === pool.length) {
    randomFillSync(pool)
    poolAt = 0
  }
  pool.copy(target, at, poolAt, poolAt + 4)
  poolAt += 4
}

/**
 * One masked client frame with the given parts as its payload.
 * @see RFC 6455 sections 5.2 and 5.3
 */
export function encodeFrame(opcode: number, parts: readonly Uint8Array[]): Buffer {
  let length = 0
  for (const part of parts) length += part.length
  const headerLength = length < 126 ? 6 : length < 65_536 ? 8 : 14
  const frame = Buffer.allocUnsafe(headerLength + length)
  frame[0] = 0x80 | opcode
  if (length < 126) frame[1] = 0x80 | length
  else if (length < 65_536) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2)
    frame.writeUInt32BE(length >>> 0, 6)
  }
  const maskAt = headerLength - 4
  writeMask(frame, maskAt)
  let at = headerLength
  for (const part of parts) {
    frame.set(part, at)
    at += part.length
  }
  for (let index = 0; index < length; index++) {
    const position = headerLength + index
    frame[position] = (frame[position] ?? 0) ^ (frame[maskAt + (index & 3)] ?? 0)
  }
  return frame
}

/** A close frame with a status code. */
export function encodeClose(code: number): Buffer {
  const payload = Buffer.alloc(2)
  payload.writeUInt16BE(code)
  return encodeFrame(opcodes.close, [payload])
}
