/** What an archive may cost whoever opens it. Sizes are bytes. */
export type RecordingLimits = {
  /** Of the file as it arrives. */
  readonly compressedBytes: number
  /** Of all that it holds; this much disk space is needed while it is open. */
  readonly bytes: number
  /** Of one entry: what one `readBody` may put into memory. */
  readonly entryBytes: number
  /** Of the manifest, which is kept in memory. */
  readonly manifestBytes: number
  readonly entries: number
  /** How much bigger than the file its content may be, once it is bigger than `ratioFrom`. */
  readonly ratio: number
  readonly ratioFrom: number
}

const MiB = 1024 * 1024

/**
 * Room for a mesh of thousands of pods. Envoy's dumps shrink 20 to 60 times;
 * deflate at its best makes a file 1,032 times smaller, which no real one is.
 */
export const recordingLimits: RecordingLimits = {
  compressedBytes: 512 * MiB,
  bytes: 4096 * MiB,
  entryBytes: 512 * MiB,
  manifestBytes: 64 * MiB,
  entries: 200_000,
  ratio: 250,
  ratioFrom: 64 * MiB,
}

/** A number of bytes as people read it: `512 MiB`. */
export function inWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < MiB) return `${Math.round(bytes / 1024)} KiB`
  return `${Math.round(bytes / MiB)} MiB`
}
