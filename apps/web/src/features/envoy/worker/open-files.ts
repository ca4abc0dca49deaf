import type { ArchivedProxy } from '@portolan/envoy/archive/archived-proxies'
import { lookIntoArchive, readArchivedTexts } from '@portolan/envoy/archive/look-into-archive'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import type { OpenedFile, ProxyInFile } from './desk-messages.ts'
import { answersOfArchived, answersOfFile, longestFile } from './file-answers.ts'
import type { FileAnswers } from './file-answers.ts'
import { proxyInArchive } from './proxy-in-archive.ts'
import { isGzip, unpacked } from './unpacked.ts'

/** Files that are kept, and proxies of archives that were read: the ones that were opened last. */
const mostFiles = 8

type Archive = {
  readonly name: string
  readonly file: File
  readonly proxies: readonly ArchivedProxy[]
  readonly openedAt: number
}

/** The files that were opened in this tab. An archive stays where it is: of it only the chosen proxies are read. */
export class OpenFiles {
  readonly #now: () => number
  readonly #files = new Map<string, { readonly name: string; readonly answers: FileAnswers }>()
  readonly #archives = new Map<string, Archive>()
  readonly #read = new Map<string, Promise<FileAnswers>>()

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Opens a file under an id that the page chose.
   * @throws EnvoyAnswerError when it is nothing that a proxy answered; then nothing else is closed
   */
  async open(id: string, name: string, file: File, signal: AbortSignal): Promise<OpenedFile> {
    if (await isGzip(file)) {
      const content = await lookIntoArchive(unpacked(file, signal), file.size)
      if (content.kind === 'recording') return content
      this.#archives.set(id, { name, file, proxies: content.proxies, openedAt: this.#now() })
      keepNewest(this.#archives)
      return { kind: 'archive', proxies: content.proxies }
    }
    if (file.size > longestFile) throw new EnvoyAnswerError('This file is too large to be read in a browser.')
    this.#files.set(id, { name, answers: await answersOfFile(name, file, this.#now(), signal) })
    keepNewest(this.#files)
    return { kind: 'proxy' }
  }

  /** What an id stands for; `undefined` when it was closed, or opened in another life of this tab. */
  look(id: string): OpenedFile | undefined {
    const archive = this.#archives.get(id)
    if (archive !== undefined) return { kind: 'archive', proxies: archive.proxies }
    return this.#files.has(id) || this.#archived(id) !== undefined ? { kind: 'proxy' } : undefined
  }

  /** Every proxy of every file that is open, by the id that opens it. */
  all(): readonly ProxyInFile[] {
    return [
      ...[...this.#files].map(([id, { name }]) => ({ id, name })),
      ...[...this.#archives].flatMap(([id, { name, proxies }]) =>
        proxies.map((proxy) => proxyInArchive(id, name, proxy)),
      ),
    ]
  }

  /** @throws EnvoyAnswerError when it is not open any more, or its archive is broken */
  async answers(id: string): Promise<FileAnswers> {
    const file = this.#files.get(id)
    if (file !== undefined) return file.answers
    const archived = this.#archived(id)
    if (archived === undefined) throw new EnvoyAnswerError('This file is not open any more.')
    const known = this.#read.get(id)
    if (known !== undefined) return known
    const reading = readProxy(archived.archive, archived.proxy)
    this.#read.set(id, reading)
    keepNewest(this.#read)
    // What failed is read again by whoever comes next.
    reading.catch(() => this.#read.delete(id))
    return reading
  }

  #archived(id: string): { readonly archive: Archive; readonly proxy: ArchivedProxy } | undefined {
    for (const [archiveId, archive] of this.#archives) {
      const proxy = archive.proxies.find((one) => proxyInArchive(archiveId, '', one).id === id)
      if (proxy !== undefined) return { archive, proxy }
    }
    return undefined
  }
}

async function readProxy({ file, openedAt }: Archive, proxy: ArchivedProxy): Promise<FileAnswers> {
  const paths = Object.values(proxy.files)
  // Several may wait for it, so that nobody breaks it off.
  const never = new AbortController().signal
  return answersOfArchived(proxy, await readArchivedTexts(unpacked(file, never), file.size, paths), openedAt)
}

function keepNewest(kept: Map<string, unknown>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= mostFiles) return
    kept.delete(oldest)
  }
}
