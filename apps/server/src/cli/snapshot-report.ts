import type { WrittenSnapshot } from '../snapshot/snapshot-file.ts'

/** Gaps that are printed; all of them are in the manifest. */
const shownGaps = 20

/** What came of a snapshot: file, size, what is missing, what was taken out. Several lines. */
export function snapshotReport(file: string, { manifest, bytes }: WrittenSnapshot): string {
  const { files, gaps, redactions, moments } = manifest
  const unpacked = files.reduce((sum, one) => sum + one.bytes, 0)
  const pods = new Set(files.flatMap(({ path }) => /^pods\/([^/]+\/[^/]+)\//.exec(path)?.[1] ?? [])).size
  const rules = [...Map.groupBy(redactions, ({ rule }) => rule)]
    .map(([rule, places]) => ({ rule, times: places.reduce((sum, { times }) => sum + times, 0) }))
    .toSorted((a, b) => b.times - a.times)
  const width = Math.max(0, ...rules.map(({ times }) => String(times).length))
  return [
    `${file}: ${megabytes(bytes)}, ${files.length} files, ${megabytes(unpacked)} unpacked`,
    `${pods} pods${moments.length === 1 ? '' : `, ${moments.length} moments`}, from ${moments[0]?.startedAt} to ${moments.at(-1)?.endedAt}`,
    redactions.length === 0 ? 'Nothing had to be redacted.' : 'Redacted (never what, only how often):',
    ...rules.map(({ rule, times }) => `  ${String(times).padStart(width)}  ${rule}`),
    gaps.length === 0 ? 'Nothing is missing.' : `Missing (${gaps.length}):`,
    ...gaps.slice(0, shownGaps).map(({ what, why }) => `  ${what}: ${why}`),
    ...(gaps.length > shownGaps
      ? [`  and ${gaps.length - shownGaps} more; manifest.json names them all`]
      : []),
  ].join('\n')
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
