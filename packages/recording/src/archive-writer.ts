import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import * as z from 'zod/mini'
import { checkEntryPath } from './entry-path.ts'
import { entryPaths } from './entries.ts'
import type { Manifest, RecordedFile } from './manifest.ts'
import { formatVersion, manifest as manifestSchema } from './manifest.ts'
import { RecordingError } from './recording-error.ts'
import { inWords, recordingLimits } from './recording-limits.ts'
import { writeTar } from './write-tar.ts'
import type { FileForTar } from './write-tar.ts'

/** What the recorder knows of a recording; the rest of the manifest is known once its files are. */
export type RecordingDetails = Omit<Manifest, 'files' | 'format' | 'version'>

export type PackOptions = {
  readonly signal: AbortSignal
  /**
   * The last look at every entry, and at the manifest's details, before they
   * are packed: what was learned late is taken out of what was written early.
   * It must leave JSON JSON.
   */
  readonly scrub?: Scrub
}

type Scrub = (bytes: Buffer, path: string) => Uint8Array

/** What marks a folder as ours. `key` makes the names of bodies; it is never packed. */
const markerName = '.portolan-spool'
const partialName = '.partial'

/**
 * The entries of a recording while it is made: files in a private folder. A
 * file is there whole or not at all, so a recording that was broken off goes on
 * from its folder. The manifest comes first in the archive and needs all
 * checksums, hence the folder.
 */
export class RecordingSpool implements AsyncDisposable {
  readonly folder: string
  readonly #key: Buffer
  readonly #paths: Set<string>
  readonly #writing = new Map<string, Promise<void>>()
  #partials = 0

  private constructor(folder: string, key: Buffer, paths: Iterable<string>) {
    this.folder = folder
    this.#key = key
    this.#paths = new Set(paths)
  }

  /**
   * Opens a spool, or makes one where there is nothing or an empty folder.
   * @throws Error when the folder holds something else
   */
  static async open(folder: string): Promise<RecordingSpool> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const marker = join(folder, markerName)
    const names = await readdir(folder)
    if (names.length === 0)
      await writeFile(marker, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    else if (!names.includes(markerName))
      throw new Error(`${folder} is not empty, and no recording was begun in it.`)
    const key = Buffer.from(await readFile(marker, 'utf8'), 'hex')
    if (key.length !== 32)
      throw new Error(`${folder} holds the beginning of a recording that cannot be continued.`)
    const found = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths: string[] = []
    for (const entry of found) {
      if (!entry.isFile() || entry.name === markerName) continue
      const path = join(entry.parentPath, entry.name)
      if (entry.name.startsWith(partialName)) await rm(path, { force: true })
      else paths.push(checkEntryPath(relative(folder, path).split(sep).join('/')))
    }
    return new RecordingSpool(folder, key, paths)
  }

  /** Whether the entry is there, or on its way. */
  has(path: string): boolean {
    return this.#paths.has(path) || this.#writing.has(path)
  }

  /**
   * Writes one entry; what is there already stays.
   * @throws RecordingError when no reader would take the entry
   */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    if (this.#paths.has(path)) return
    const underWay = this.#writing.get(path)
    if (underWay !== undefined) return underWay
    checkEntryPath(path)
    if (path === entryPaths.manifest) throw new Error('the manifest is written by pack()')
    checkSize(bytes)
    const writing = this.#write(path, bytes).finally(() => this.#writing.delete(path))
    this.#writing.set(path, writing)
    await writing
    this.#paths.add(path)
  }

  /**
   * Writes a body once, however many answers share it. Its name is a keyed
   * hash: a plain one would let who has the recording test guesses of what was
   * taken out of the body later.
   * @returns the path to refer to it by
   */
  async putBody(bytes: Uint8Array): Promise<string> {
    const path = entryPaths.body(createHmac('sha256', this.#key).update(bytes).digest('hex'))
    await this.put(path, bytes)
    return path
  }

  /**
   * Writes the archive: gzip, tar, the manifest first, the rest in order of
   * path. The same entries and details give the same bytes.
   * @param describe called once everything was scrubbed, so that it can report what was taken out
   * @returns the manifest as it was written
   * @throws RecordingError when no reader would take the recording
   */
  async pack(
    describe: () => RecordingDetails,
    out: Writable,
    { signal, scrub = (bytes) => bytes }: PackOptions,
  ): Promise<Manifest> {
    await Promise.all(this.#writing.values())
    const files: RecordedFile[] = []
    for (const path of [...this.#paths].toSorted()) {
      signal.throwIfAborted()
      files.push(await this.#finish(path, scrub))
    }
    const described = scrub(Buffer.from(JSON.stringify(describe())), entryPaths.manifest)
    const details: unknown = JSON.parse(Buffer.from(described).toString())
    const manifest = z.parse(manifestSchema, {
      format: 'portolan-recording',
      version: formatVersion,
      ...z.parse(z.looseObject({}), details),
      files,
    })
    checkTotals(files)
    const time = new Date(manifest.moments.at(-1)?.endedAt ?? 0)
    await pipeline(writeTar(this.#filesOf(manifest), time), createGzip(), out, { signal })
    return manifest
  }

  /** Removes the folder with all that is in it. */
  async remove(): Promise<void> {
    await this[Symbol.asyncDispose]()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** Waits for what is being written. The folder stays, to be continued or removed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#writing.values())
  }

  async *#filesOf(manifest: Manifest): AsyncGenerator<FileForTar> {
    const json = Buffer.from(JSON.stringify(manifest, undefined, 1))
    yield { path: entryPaths.manifest, size: json.length, content: [json] }
    for (const { path, bytes } of manifest.files) {
      // Nearly all entries are small, and a stream costs more than they do.
      const file = this.#fileOf(path)
      yield {
        path,
        size: bytes,
        content: bytes < 1_000_000 ? [await readFile(file)] : createReadStream(file),
      }
    }
  }

  async #finish(path: string, scrub: Scrub): Promise<RecordedFile> {
    const before = await readFile(this.#fileOf(path))
    const after = scrub(before, path)
    if (!before.equals(after)) await this.#write(path, after)
    return { path, bytes: after.length, sha256: createHash('sha256').update(after).digest('hex') }
  }

  /** Whole or not at all, also when the machine stops in the middle. */
  async #write(path: string, bytes: Uint8Array): Promise<void> {
    const target = this.#fileOf(path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    this.#partials += 1
    const partial = join(this.folder, `${partialName}-${this.#partials}`)
    const file = await open(partial, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
    } finally {
      await file.close()
    }
    await rename(partial, target)
  }

  #fileOf(path: string): string {
    return join(this.folder, ...path.split('/'))
  }
}

function checkSize(bytes: Uint8Array): void {
  if (bytes.length <= recordingLimits.entryBytes) return
  const text = `An answer is larger than ${inWords(recordingLimits.entryBytes)}, the most that a recording holds of one.`
  throw new RecordingError('recording-too-large', text)
}

function checkTotals(files: readonly RecordedFile[]): void {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total > recordingLimits.bytes || files.length > recordingLimits.entries) {
    const most = `${inWords(recordingLimits.bytes)} or ${recordingLimits.entries} entries`
    const text = `The recording is larger than ${most}, the most that can be opened again. Choose fewer namespaces or pods.`
    throw new RecordingError('recording-too-large', text)
  }
}
