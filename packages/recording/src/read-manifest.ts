import * as z from 'zod/mini'
import { parseBoundedJson } from './bounded-json.ts'
import { checkEntryPath, quoted } from './entry-path.ts'
import { entryPaths } from './entries.ts'
import { formatVersion, manifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { RecordingError } from './recording-error.ts'
import { inWords } from './recording-limits.ts'
import type { RecordingLimits } from './recording-limits.ts'

/** What every version of the format has in its manifest. */
const anyVersion = z.object({
  format: z.literal('portolan-recording'),
  version: z.number().check(z.int(), z.positive()),
  portolan: z.optional(z.string().check(z.regex(/^[0-9A-Za-z.+-]{1,40}$/))),
})

/**
 * Reads the manifest and holds its list of files against the limits, before any of them is read.
 * @throws RecordingError
 */
export function readManifest(bytes: Uint8Array, limits: RecordingLimits): Manifest {
  const json = parseBoundedJson(bytes, entryPaths.manifest)
  const head = z.safeParse(anyVersion, json)
  if (!head.success) {
    throw new RecordingError(
      'not-a-recording',
      'This is not a Portolan recording: its manifest is another one.',
    )
  }
  const { version, portolan } = head.data
  if (version > formatVersion) {
    const needed = portolan === undefined ? 'a newer Portolan' : `Portolan ${portolan} or newer`
    throw new RecordingError(
      'recording-too-new',
      `This recording has format ${version}; this Portolan reads up to format ${formatVersion}. Open it with ${needed}.`,
    )
  }
  const parsed = z.safeParse(manifest, json)
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    throw new RecordingError(
      'recording-damaged',
      `The recording is damaged: its manifest is wrong at ${quoted(where)}.`,
    )
  }
  checkFiles(parsed.data, limits)
  return parsed.data
}

function checkFiles({ files }: Manifest, limits: RecordingLimits): void {
  if (files.length > limits.entries) {
    throw new RecordingError(
      'recording-too-large',
      `The recording holds ${files.length} entries; ${limits.entries} are the most that are opened.`,
    )
  }
  const seen = new Set<string>([entryPaths.manifest])
  let total = 0
  for (const { path, bytes } of files) {
    checkEntryPath(path)
    if (seen.has(path)) {
      throw new RecordingError(
        'recording-damaged',
        `The recording is damaged: its manifest lists ${quoted(path)} twice.`,
      )
    }
    if (bytes > limits.entryBytes) {
      throw new RecordingError(
        'recording-too-large',
        `${quoted(path)} in the recording is larger than ${inWords(limits.entryBytes)}, the most that is opened.`,
      )
    }
    seen.add(path)
    total += bytes
  }
  if (total > limits.bytes) {
    throw new RecordingError(
      'recording-too-large',
      `The recording is larger than ${inWords(limits.bytes)} when unpacked, the most that is opened.`,
    )
  }
}
