import * as z from 'zod/mini'

/** The format that this version writes, and the newest that it reads. */
export const formatVersion = 1

const time = z.iso.datetime()
const count = z.number().check(z.int(), z.nonnegative())

/** One moment of the mesh. All of a moment's answers were taken between its start and its end (ISO 8601). */
export const recordedMoment = z.object({ startedAt: time, endedAt: time })
export type RecordedMoment = z.infer<typeof recordedMoment>

/** A file of the archive other than the manifest. `sha256` is of its bytes, in hexadecimal. */
export const recordedFile = z.object({
  path: z.string(),
  bytes: count,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type RecordedFile = z.infer<typeof recordedFile>

/** Something that should be in the recording and is not, in the words of whoever refused. */
export const recordedGap = z.object({ what: z.string(), why: z.string() })
export type RecordedGap = z.infer<typeof recordedGap>

/** How often one rule removed something, and where. Never what it removed. */
export const recordedRedaction = z.object({ rule: z.string(), path: z.string(), times: count })
export type RecordedRedaction = z.infer<typeof recordedRedaction>

/**
 * `manifest.json`, the first entry of a recording. Every other entry is listed
 * in `files`; an archive that holds more, less or other bytes is refused.
 */
export const manifest = z.object({
  format: z.literal('portolan-recording'),
  version: z.number().check(z.int(), z.positive()),
  /** Who wrote it, e.g. `0.1.0`. */
  portolan: z.string(),
  cluster: z.object({
    name: z.string(),
    kubernetesVersion: z.string(),
    istioVersion: z.optional(z.string()),
  }),
  /** A mesh that was made up says so; everything else comes from real components. */
  source: z.enum(['recorded', 'generated']),
  moments: z.array(recordedMoment).check(z.minLength(1)),
  scope: z.object({
    namespaces: z.optional(z.array(z.string())),
    pods: z.optional(z.array(z.string())),
    costly: z.boolean(),
    /** Whether a command was executed in each running container, to look inside. */
    lookInside: z.optional(z.boolean()),
    /** Whether what containers wrote was recorded; without it only istio-init’s log is. */
    logs: z.optional(z.boolean()),
  }),
  files: z.array(recordedFile),
  gaps: z.array(recordedGap),
  redactions: z.array(recordedRedaction),
})
export type Manifest = z.infer<typeof manifest>
