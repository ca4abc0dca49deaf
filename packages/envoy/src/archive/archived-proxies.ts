import { EnvoyAnswerError } from '../envoy-answer-error.ts'

/** A file of an archive: its path, and its length in bytes. */
export type ArchiveEntry = { readonly path: string; readonly bytes: number }

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
}

/** A stranger's archive; larger ones are refused, before anything of them is read. */
export const archiveLimits = {
  entries: 200_000,
  /** Of one path, in characters. */
  pathLength: 1_024,
  /** Of one answer: what JavaScript can hold as one text. */
  answerBytes: 512 * 1024 * 1024,
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

/**
 * Finds the proxies in the files of an `istioctl bug-report` archive, by
 * `proxies/NAMESPACE/POD/QUESTION` below whatever folder it was packed with.
 * Nothing is read yet.
 * @throws EnvoyAnswerError when it holds no proxy, or is nothing to be opened
 * @see istio: tools/bug-report/pkg/archive/archive.go, pkg/common/common.go
 */
export function archivedProxies(entries: readonly ArchiveEntry[]): readonly ArchivedProxy[] {
  if (entries.length > archiveLimits.entries) {
    throw new EnvoyAnswerError(
      `The archive holds ${entries.length} files; ${archiveLimits.entries} is the most that is opened.`,
    )
  }
  const found = new Map<string, { namespace: string; pod: string; files: Map<ArchivedAnswer, string> }>()
  for (const entry of entries) {
    checkPath(entry.path)
    const place = placeOf(entry.path)
    if (place === undefined) continue
    const { namespace, pod, answer } = place
    const proxy = found.get(`${namespace}/${pod}`) ?? { namespace, pod, files: new Map() }
    found.set(`${namespace}/${pod}`, proxy)
    if (proxy.files.has(answer)) {
      throw new EnvoyAnswerError(`The archive holds two answers of ${namespace}/${pod} to the same question.`)
    }
    if (entry.bytes > archiveLimits.answerBytes) {
      throw new EnvoyAnswerError(
        `The archive holds an answer of ${namespace}/${pod} that is too large to be read.`,
      )
    }
    proxy.files.set(answer, entry.path)
  }
  if (found.size === 0) {
    throw new EnvoyAnswerError('The archive holds no answers of a proxy, as istioctl bug-report packs them.')
  }
  return [...found.values()].map(({ files, ...ref }) => ({ ...ref, files: Object.fromEntries(files) }))
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
