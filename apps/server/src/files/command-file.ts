import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { lookIntoArchive } from '@portolan/envoy/archive/look-into-archive'
import { recogniseFile } from '@portolan/envoy/archive/recognise-file'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'

/** The longest JSON file that is read, in bytes; the browser, which reads it again, takes no more. */
const longestJson = 512 * 1024 * 1024

/**
 * What a file of the command line is, by its content: answers of a proxy, which
 * the browser reads, or else perhaps a recording, which the server plays.
 * @throws EnvoyAnswerError when it looks like a proxy's answers and is none
 * @throws the system's own error when it cannot be read
 */
export async function kindOfCommandFile(file: string): Promise<'proxies' | 'recording'> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0)
  const { size } = await handle.stat()
  const start = buffer.subarray(0, bytesRead)
  if (start.length >= 2 && start.readUInt16BE() === 0x1f8b) {
    const { kind } = await lookIntoArchive(unzipped(file), size)
    return kind
  }
  if (!/^\s*[{[]/.test(start.toString()) && !/\.json$/i.test(file)) return 'recording'
  if (size > longestJson) throw new EnvoyAnswerError('It is too large to be read in a browser.')
  recogniseFile(path.basename(file), await readFile(file, 'utf8'))
  return 'proxies'
}

async function* unzipped(file: string): AsyncGenerator<Uint8Array> {
  // Who stops to read destroys both; their errors come out of the reading.
  const gunzip = pipeline(createReadStream(file), createGunzip(), () => undefined)
  try {
    yield* gunzip
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('Z_')) throw error
    throw new EnvoyAnswerError('The archive is damaged or cut off: it cannot be unpacked. Copy it again.', {
      cause: error,
    })
  }
}
