import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { ArchiveFinds } from './archived-proxies.ts'
import type { ArchivedProxy } from './archived-proxies.ts'
import { boundedArchive } from './bounded-archive.ts'
import { readTar } from './read-tar.ts'

/** An archive by what it holds. */
export type ArchiveContent =
  | { readonly kind: 'recording' }
  | { readonly kind: 'proxies'; readonly proxies: readonly ArchivedProxy[] }

/**
 * Looks through an unpacked archive once: whether it is a Portolan recording,
 * which begins with its manifest, or else which proxies it holds answers of.
 * @param packedBytes the length of the file
 * @throws EnvoyAnswerError when it is neither, broken, or made to do harm
 */
export async function lookIntoArchive(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes: number,
): Promise<ArchiveContent> {
  const finds = new ArchiveFinds()
  for await (const { path, bytes, modifiedAt } of readTar(boundedArchive(chunks, packedBytes))) {
    if (finds.entries === 0 && path === 'manifest.json') return { kind: 'recording' }
    finds.add({ path, bytes, modifiedAt })
  }
  return { kind: 'proxies', proxies: finds.proxies() }
}

/**
 * Reads some files of an archive as text, in one pass that ends with the last of them.
 * @throws EnvoyAnswerError when one is not there, or the archive is broken
 */
export async function readArchivedTexts(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes: number,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(paths)
  const texts = new Map<string, string>()
  for await (const { path, content } of readTar(boundedArchive(chunks, packedBytes))) {
    if (!wanted.delete(path)) continue
    const decoder = new TextDecoder()
    let text = ''
    for await (const piece of content) text += decoder.decode(piece, { stream: true })
    texts.set(path, text + decoder.decode())
    if (wanted.size === 0) return texts
  }
  const [missing] = wanted
  if (missing === undefined) return texts
  throw new EnvoyAnswerError('The archive has changed since it was opened. Open it again.')
}
