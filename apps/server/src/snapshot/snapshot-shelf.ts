import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A finished recording is kept for so long to be fetched, in milliseconds. */
const keepFor = 60 * 60_000

/** A recording that can be fetched. */
export type ShelvedSnapshot = { readonly file: string; readonly name: string; readonly bytes: number }

type Place = { readonly folder: string; snapshot?: ShelvedSnapshot; forget?: NodeJS.Timeout }

/**
 * Recordings that were made for the browser: each in a private temporary
 * folder, until it is too old or the server stops.
 */
export class SnapshotShelf implements AsyncDisposable {
  readonly #places = new Map<string, Place>()
  readonly #keepFor: number

  constructor(keepMilliseconds: number = keepFor) {
    this.#keepFor = keepMilliseconds
  }

  /**
   * Lets work write a recording into a private folder, which is removed at once
   * when the work fails.
   * @param task the task that makes it, by which it is found later
   */
  async fill(
    task: string,
    name: string,
    write: (file: string) => Promise<unknown>,
  ): Promise<ShelvedSnapshot> {
    const place: Place = { folder: await mkdtemp(join(tmpdir(), 'portolan-snapshot-')) }
    this.#places.set(task, place)
    try {
      const file = join(place.folder, 'recording.tar.gz')
      await write(file)
      const { size: bytes } = await stat(file)
      place.snapshot = { file, name, bytes }
      place.forget = setTimeout(() => void this.remove(task), this.#keepFor).unref()
      return place.snapshot
    } catch (error) {
      await this.remove(task)
      throw error
    }
  }

  find(task: string): ShelvedSnapshot | undefined {
    return this.#places.get(task)?.snapshot
  }

  async remove(task: string): Promise<void> {
    const place = this.#places.get(task)
    if (place === undefined) return
    this.#places.delete(task)
    clearTimeout(place.forget)
    await rm(place.folder, { recursive: true, force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#places.keys()].map((task) => this.remove(task)))
  }
}
