import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { ChunkReader } from './chunk-reader.ts'
import { readPaxRecords } from './pax-records.ts'
import type { PaxRecords } from './pax-records.ts'
import { readTarBlock, tarBlock } from './tar-block.ts'

/**
 * One file of an archive. What of its content is not read before the next one is
 * asked for is passed over. `modifiedAt` is milliseconds since 1970.
 */
export type TarFile = {
  readonly path: string
  readonly bytes: number
  readonly modifiedAt: number | undefined
  readonly content: AsyncIterable<Uint8Array>
}

/** The longest record beside an entry that is read, in bytes. */
const longestRecord = 64 * 1024

/**
 * The files of a tar, in their order. Nothing is written anywhere, so that a path
 * is only a name; a link could still make one file stand for another, and is refused.
 * @throws EnvoyAnswerError when it is damaged, cut off, or holds more than files and folders
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const reader = new ChunkReader(chunks)
  try {
    yield* files(reader)
  } finally {
    await reader.stop()
  }
}

async function* files(reader: ChunkReader): AsyncGenerator<TarFile> {
  let beside: PaxRecords = {}
  for (;;) {
    const block = readTarBlock(await whole(reader, tarBlock))
    if (block === undefined) break
    if (block.kind === 'file' || block.kind === 'folder') {
      const { path, size } = { ...block, ...beside }
      beside = {}
      let left = size
      const counted = async function* (): AsyncGenerator<Uint8Array> {
        for await (const piece of reader.pieces(left)) {
          left -= piece.length
          yield piece
        }
        if (left > 0) throw cutOff()
      }
      if (block.kind === 'file') {
        yield { path, bytes: size, modifiedAt: block.modifiedAt, content: counted() }
      }
      await pass(reader, left + padding(size))
      continue
    }
    if (block.size > longestRecord) {
      throw new EnvoyAnswerError('The archive is damaged: an entry has a name that is too long.')
    }
    const record = await whole(reader, block.size)
    await pass(reader, padding(block.size))
    if (block.kind === 'records') beside = { ...beside, ...readPaxRecords(record) }
    if (block.kind === 'long-name') {
      beside = { ...beside, path: new TextDecoder().decode(record).replace(/\0+$/, '') }
    }
  }
  await checkEnd(reader)
}

/** A tar ends with blocks of zeros; reading them all lets gzip compare its checksum. */
async function checkEnd(reader: ChunkReader): Promise<void> {
  for await (const piece of reader.pieces(Infinity)) {
    if (piece.some((byte) => byte !== 0)) {
      throw new EnvoyAnswerError('The archive is damaged: something stands behind its end.')
    }
  }
}

async function pass(reader: ChunkReader, count: number): Promise<void> {
  let left = count
  for await (const piece of reader.pieces(count)) left -= piece.length
  if (left > 0) throw cutOff()
}

async function whole(reader: ChunkReader, count: number): Promise<Uint8Array> {
  const bytes = await reader.take(count)
  if (bytes.length < count) throw cutOff()
  return bytes
}

function padding(size: number): number {
  return (tarBlock - (size % tarBlock)) % tarBlock
}

function cutOff(): EnvoyAnswerError {
  return new EnvoyAnswerError('The archive is cut off: it ends in the middle. Copy it again.')
}
