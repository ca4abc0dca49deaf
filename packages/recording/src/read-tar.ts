import { ByteReader } from './byte-reader.ts'
import { checkEntryPath } from './entry-path.ts'
import { RecordingError } from './recording-error.ts'
import { readLongName, readTarHeader, tarBlock } from './tar-header.ts'
import type { TarHeader } from './tar-header.ts'

/** One file of the archive. `content` must be read to its end before the next one is asked for. */
export type TarFile = {
  readonly path: string
  readonly size: number
  readonly content: AsyncIterable<Buffer>
}

/** Longest pax record that is read: one path. */
const longestRecord = 1024

/**
 * Reads a tar of plain files as `writeTar` writes it, and nothing else. General
 * readers are made to get along: they go on after blocks of zeros, need no end,
 * take sizes in three notations and follow every extension. A stranger's file
 * is better read by something that knows less.
 * @throws RecordingError
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarFile> {
  const reader = new ByteReader(chunks)
  let first = true
  let longName: string | undefined
  for (;;) {
    const header = first ? await firstHeader(reader) : readTarHeader(await whole(reader, tarBlock))
    first = false
    if (header === undefined) break
    if (header.kind === 'long-name') {
      if (longName !== undefined || header.size > longestRecord) {
        throw new RecordingError(
          'recording-unsafe',
          'The archive has extended headers that no recording has.',
        )
      }
      longName = readLongName(await whole(reader, header.size))
      await whole(reader, padding(header.size))
      continue
    }
    const { size } = header
    const path = checkEntryPath(longName ?? header.path)
    longName = undefined
    yield { path, size, content: counted(reader, size) }
    await whole(reader, padding(size))
  }
  if (longName !== undefined) throw truncated()
  await checkEnd(reader)
}

/** Whether this is a tar at all shows in its first block. */
async function firstHeader(reader: ByteReader): Promise<TarHeader | undefined> {
  try {
    return readTarHeader(await whole(reader, tarBlock))
  } catch (error) {
    const inBlock = ['recording-damaged', 'recording-truncated']
    if (!(error instanceof RecordingError) || !inBlock.includes(error.code)) throw error
    const text = 'This is not a Portolan recording: there is no tar archive in the gzip file.'
    throw new RecordingError('not-a-recording', text, error)
  }
}

/** A tar ends with two blocks of zeros; what pads it to a multiple of some size is zeros too. */
async function checkEnd(reader: ByteReader): Promise<void> {
  const second = await whole(reader, tarBlock)
  if (second.some((byte) => byte !== 0)) throw hidden()
  for await (const piece of reader.rest()) if (piece.some((byte) => byte !== 0)) throw hidden()
}

async function* counted(reader: ByteReader, size: number): AsyncGenerator<Buffer> {
  let left = size
  for await (const piece of reader.pieces(size)) {
    left -= piece.length
    yield piece
  }
  if (left > 0) throw truncated()
}

async function whole(reader: ByteReader, count: number): Promise<Buffer> {
  const bytes = await reader.take(count)
  if (bytes.length < count) throw truncated()
  return bytes
}

function padding(size: number): number {
  return (tarBlock - (size % tarBlock)) % tarBlock
}

function truncated(): RecordingError {
  return new RecordingError(
    'recording-truncated',
    'The file ends too early: the archive inside has no end. Copy it again.',
  )
}

function hidden(): RecordingError {
  return new RecordingError('recording-damaged', 'The archive is damaged: something stands behind its end.')
}
