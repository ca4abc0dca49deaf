import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod/mini'
import { parseBoundedJson } from './bounded-json.ts'
import { quoted } from './entry-path.ts'
import { entryPaths } from './entries.ts'
import { EntryStore } from './entry-store.ts'
import type { StoredEntry } from './entry-store.ts'
import { expandGzip, explainGzip } from './expand-gzip.ts'
import type { Manifest, RecordedFile } from './manifest.ts'
import { readManifest } from './read-manifest.ts'
import { readTar } from './read-tar.ts'
import type { TarFile } from './read-tar.ts'
import { RecordingError } from './recording-error.ts'
import { inWords, recordingLimits } from './recording-limits.ts'
import type { RecordingLimits } from './recording-limits.ts'

export type OpenRecordingOptions = {
  /** Smaller or larger limits than `recordingLimits`. */
  readonly limits?: Partial<RecordingLimits>
  /** Ends the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Where the private folder is made, if not in the system's temporary one. */
  readonly temporaryFolder?: string
}

/**
 * A recording whose every byte was checked. Its content lies in a private
 * temporary file, which disposing gives back; reading after that fails.
 */
export class OpenRecording implements AsyncDisposable {
  readonly manifest: Manifest
  readonly #store: EntryStore
  readonly #entries: ReadonlyMap<string, StoredEntry>

  constructor(manifest: Manifest, store: EntryStore, entries: ReadonlyMap<string, StoredEntry>) {
    this.manifest = manifest
    this.#store = store
    this.#entries = entries
  }

  has(path: string): boolean {
    return this.#entries.has(path)
  }

  /**
   * The bytes of one entry.
   * @throws RecordingError `recording-damaged` when there is no such entry: another one refers to it
   */
  async readBody(path: string): Promise<Buffer> {
    const entry = this.#entries.get(path)
    if (entry === undefined) {
      throw new RecordingError('recording-damaged', `The recording is damaged: it has no ${quoted(path)}.`)
    }
    return this.#store.read(entry)
  }

  /**
   * One entry of JSON, as the schema says.
   * @throws RecordingError
   */
  async readJson<S extends z.core.$ZodType>(path: string, schema: S): Promise<z.output<S>> {
    const parsed = z.safeParse(schema, parseBoundedJson(await this.readBody(path), path))
    if (parsed.success) return parsed.data
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    const text = `The recording is damaged: ${quoted(path)} in it is wrong at ${quoted(where)}.`
    throw new RecordingError('recording-damaged', text)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#store[Symbol.asyncDispose]()
  }
}

/**
 * Opens a recording from a file or as it streams in. It resolves only when all
 * of it was read: every entry is listed in the manifest with its checksum, and
 * none is missing. On failure nothing is left behind.
 * @throws RecordingError when the file is refused
 * @throws the system's own error, e.g. ENOENT, when the source or the temporary folder fails
 */
export async function openRecording(
  source: Readable | string,
  options: OpenRecordingOptions = {},
): Promise<OpenRecording> {
  const limits = { ...recordingLimits, ...options.limits }
  const store = await EntryStore.create(options.temporaryFolder ?? tmpdir())
  const { compressed, gunzip, expanded } = expandGzip(limits)
  try {
    return await pipeline(
      typeof source === 'string' ? createReadStream(source) : source,
      compressed,
      gunzip,
      expanded,
      (chunks: AsyncIterable<Buffer>) => readEntries(chunks, store, limits),
      { signal: options.signal },
    )
  } catch (error) {
    await store[Symbol.asyncDispose]()
    options.signal?.throwIfAborted()
    throw explainGzip(error)
  }
}

async function readEntries(
  chunks: AsyncIterable<Buffer>,
  store: EntryStore,
  limits: RecordingLimits,
): Promise<OpenRecording> {
  const entries = new Map<string, StoredEntry>()
  let manifest: Manifest | undefined
  let listed = new Map<string, RecordedFile>()
  for await (const file of readTar(chunks)) {
    if (manifest === undefined) {
      manifest = readManifest(await contentOfManifest(file, limits), limits)
      listed = new Map(manifest.files.map((one) => [one.path, one]))
      continue
    }
    const expected = listed.get(file.path)
    if (entries.has(file.path) || file.path === entryPaths.manifest)
      throw damaged(file.path, 'is in the archive twice')
    if (expected === undefined) throw damaged(file.path, 'is in the archive, but not in its manifest')
    if (file.size !== expected.bytes) throw damaged(file.path, 'is not as long as the manifest says')
    entries.set(file.path, await storeEntry(file, expected.sha256, store))
  }
  if (manifest === undefined) {
    throw new RecordingError('not-a-recording', 'This is not a Portolan recording: the archive is empty.')
  }
  const missing = manifest.files.find(({ path }) => !entries.has(path))
  if (missing !== undefined) throw damaged(missing.path, 'is in the manifest, but not in the archive')
  return new OpenRecording(manifest, store, entries)
}

async function contentOfManifest(file: TarFile, limits: RecordingLimits): Promise<Buffer> {
  if (file.path !== entryPaths.manifest) {
    throw new RecordingError(
      'not-a-recording',
      `This is not a Portolan recording: its first entry is ${quoted(file.path)} and not the manifest.`,
    )
  }
  if (file.size > limits.manifestBytes) {
    const text = `The recording’s manifest is larger than ${inWords(limits.manifestBytes)}, the most that is opened.`
    throw new RecordingError('recording-too-large', text)
  }
  const pieces: Buffer[] = []
  for await (const piece of file.content) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function storeEntry(file: TarFile, sha256: string, store: EntryStore): Promise<StoredEntry> {
  const offset = store.end
  const hash = createHash('sha256')
  for await (const piece of file.content) {
    hash.update(piece)
    await store.append(piece)
  }
  if (hash.digest('hex') !== sha256)
    throw damaged(file.path, 'is not what was recorded: its checksum is another one')
  return { offset, size: file.size }
}

function damaged(path: string, how: string): RecordingError {
  return new RecordingError('recording-damaged', `The recording is damaged: ${quoted(path)} ${how}.`)
}
