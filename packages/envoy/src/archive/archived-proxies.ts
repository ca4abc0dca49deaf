import { EnvoyAnswerError } from '../envoy-answer-error.ts'

/** A file of an archive: its path, its length in bytes, and when it was written, in milliseconds since 1970. */
export type ArchiveEntry = {
  readonly path: string
  readonly bytes: number
  readonly modifiedAt?: number | undefined
}

/** What an archive may hold for one proxy. */
export const archivedAnswers = [
  'config-dump',
  'clusters',
  'listeners',
  'certs',
  'server-info',
  'memory',
  'runtime',
  'prometheus-stats',
] as const
export type ArchivedAnswer = (typeof archivedAnswers)[number]

/** A proxy of which the archive holds answers, and the paths of those. */
export type ArchivedProxy = {
  readonly namespace: string
  readonly pod: string
  readonly files: Readonly<Partial<Record<ArchivedAnswer, string>>>
  /** When the oldest of them was written, in milliseconds since 1970; absent where none says so. */
  readonly writtenAt?: number
}

/** A stranger's archive; larger ones are refused, before anything of them is read. */
export const archiveLimits = {
  entries: 200_000,
  /** Of one path, in characters. */
  pathLength: 1_024,
  /** Of one answer: what JavaScript can hold as one text. */
  answerBytes: 512 * 1024 * 1024,
  /** Of all answers of one proxy: they are in memory together. */
  proxyBytes: 768 * 1024 * 1024,
  /** Of everything it holds. */
  unpackedBytes: 4 * 1024 ** 3,
  /** How many times larger than the file its content may be, once it is larger than `ratioFrom`. */
  ratio: 250,
  ratioFrom: 64 * 1024 * 1024,
} as const

const dnsName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

/**
 * Files are named after the questions. A name cannot hold `?` on every system,
 * so that an archive that was unpacked and packed anew may have another sign.
 */
const questions: readonly (readonly [RegExp, ArchivedAnswer])[] = [
  [/^config_dump(?:[^a-z].*)?$/, 'config-dump'],
  [/^clusters(?:\.json|\.txt)?$/, 'clusters'],
  [/^listeners(?:\.json|\.txt)?$/, 'listeners'],
  [/^certs(?:\.json)?$/, 'certs'],
  [/^server_info(?:\.json)?$/, 'server-info'],
  [/^memory(?:\.json)?$/, 'memory'],
  [/^runtime(?:\.json)?$/, 'runtime'],
  [/^stats\/prometheus(?:\.txt)?$/, 'prometheus-stats'],
]

type Found = {
  readonly namespace: string
  readonly pod: string
  readonly files: Map<ArchivedAnswer, string>
  bytes: number
  writtenAt: number
}

/**
 * Finds the proxies in the files of an `istioctl bug-report` archive, by
 * `proxies/NAMESPACE/POD/QUESTION` below whatever folder it was packed with.
 * Nothing is read yet.
 * @throws EnvoyAnswerError when it holds no proxy, or is nothing to be opened
 * @see istio: tools/bug-report/pkg/archive/archive.go, pkg/common/common.go
 */
export function archivedProxies(entries: readonly ArchiveEntry[]): readonly ArchivedProxy[] {
  const finds = new ArchiveFinds()
  for (const entry of entries) finds.add(entry)
  return finds.proxies()
}

/** The same for files that come one after the other, so that a bad archive is refused at its first bad file. */
export class ArchiveFinds {
  readonly #found = new Map<string, Found>()
  #entries = 0

  /** How many files were added. */
  get entries(): number {
    return this.#entries
  }

  /** @throws EnvoyAnswerError when this file is nothing to be opened */
  add({ path, bytes, modifiedAt = Infinity }: ArchiveEntry): void {
    this.#entries += 1
    if (this.#entries > archiveLimits.entries) {
      throw new EnvoyAnswerError(`The archive holds more than ${archiveLimits.entries} files.`)
    }
    checkPath(path)
    const place = placeOf(path)
    if (place === undefined) return
    const { namespace, pod, answer } = place
    const name = `${namespace}/${pod}`
    const proxy = this.#found.get(name) ?? { namespace, pod, files: new Map(), bytes: 0, writtenAt: Infinity }
    this.#found.set(name, proxy)
    if (proxy.files.has(answer)) {
      throw new EnvoyAnswerError(`The archive holds two answers of ${name} to the same question.`)
    }
    proxy.bytes += bytes
    if (bytes > archiveLimits.answerBytes || proxy.bytes > archiveLimits.proxyBytes) {
      throw new EnvoyAnswerError(`The archive holds an answer of ${name} that is too large to be read.`)
    }
    proxy.files.set(answer, path)
    proxy.writtenAt = Math.min(proxy.writtenAt, modifiedAt)
  }

  /** @throws EnvoyAnswerError when none was found */
  proxies(): readonly ArchivedProxy[] {
    if (this.#found.size === 0) {
      throw new EnvoyAnswerError(
        'The archive holds no answers of a proxy, as istioctl bug-report packs them.',
      )
    }
    return [...this.#found.values()].map(({ namespace, pod, files, writtenAt }) => ({
      namespace,
      pod,
      files: Object.fromEntries(files),
      ...(writtenAt === Infinity ? {} : { writtenAt }),
    }))
  }
}

function checkPath(path: string): void {
  const wrong =
    path.length > archiveLimits.pathLength ||
    /^[/\\]|^[A-Za-z]:|[\\\p{Cc}]/u.test(path) ||
    path.split('/').includes('..')
  if (wrong) throw new EnvoyAnswerError('The archive holds a path that leads out of it, or is none.')
}

function placeOf(
  path: string,
): { readonly namespace: string; readonly pod: string; readonly answer: ArchivedAnswer } | undefined {
  const parts = path.split('/').filter((part) => part !== '.')
  const at = parts.indexOf('proxies')
  const [namespace = '', pod = '', ...name] = at === -1 ? [] : parts.slice(at + 1)
  if (!dnsName.test(namespace) || !dnsName.test(pod)) return undefined
  const answer = questions.find(([question]) => question.test(name.join('/')))?.[1]
  return answer === undefined ? undefined : { namespace, pod, answer }
}
