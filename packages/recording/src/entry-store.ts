import { mkdtemp, open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the bytes of one entry stand in the store. */
export type StoredEntry = { readonly offset: number; readonly size: number }

/**
 * The content of an opened recording: one file in a folder that only this user
 * can read. No name of the archive ever becomes a name on disk. The folder is
 * removed as soon as the file is open, where the system allows that, so that
 * even a killed process leaves nothing behind.
 */
export class EntryStore implements AsyncDisposable {
  readonly #folder: string
  readonly #file: FileHandle
  #end = 0

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder
    this.#file = file
  }

  /** @param parent the folder to make the private one in, e.g. the system's temporary one */
  static async create(parent: string): Promise<EntryStore> {
    const folder = await mkdtemp(join(parent, 'portolan-recording-')) // made with mode 0700
    try {
      const file = await open(join(folder, 'entries'), 'wx+', 0o600)
      await remove(folder).catch(() => undefined)
      return new EntryStore(folder, file)
    } catch (error) {
      await remove(folder)
      throw error
    }
  }

  /** Where the next byte goes. */
  get end(): number {
    return this.#end
  }

  async append(bytes: Uint8Array): Promise<void> {
    let done = 0
    while (done < bytes.length) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.#end)
      done += bytesWritten
      this.#end += bytesWritten
    }
  }

  async read({ offset, size }: StoredEntry): Promise<Buffer> {
    const bytes = Buffer.alloc(size)
    let done = 0
    while (done < size) {
      const { bytesRead } = await this.#file.read(bytes, done, size - done, offset + done)
      if (bytesRead === 0) throw new Error('the store of a recording is shorter than it was')
      done += bytesRead
    }
    return bytes
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#file.close()
    } finally {
      await remove(this.#folder)
    }
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true })
}
