import { RecordingError } from './recording-error.ts'

/** Longest path of an entry, in characters: two DNS names and what stands around them. */
const longestPath = 400
const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/**
 * Checks the path of an entry: relative, plain ASCII, no segment that begins
 * with a dot. A recording's own paths need no more than that.
 * @throws RecordingError `recording-unsafe`
 */
export function checkEntryPath(path: string): string {
  if (path.length > longestPath) {
    throw new RecordingError(
      'recording-unsafe',
      `The archive holds a name of ${path.length} characters; ${longestPath} is the most that a recording has.`,
    )
  }
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    throw new RecordingError('recording-unsafe', `The archive holds the absolute path ${quoted(path)}.`)
  }
  const segments = path.split('/')
  if (segments.includes('..')) {
    throw new RecordingError(
      'recording-unsafe',
      `The archive holds the path ${quoted(path)}, which leads out of its folder.`,
    )
  }
  if (!segments.every((one) => segment.test(one))) {
    throw new RecordingError(
      'recording-unsafe',
      `The archive holds the name ${quoted(path)}, which no recording has.`,
    )
  }
  return path
}

/** A name of the archive for people: printable ASCII only, cut short. */
export function quoted(name: string): string {
  const shown = name.length > 80 ? `${name.slice(0, 80)}...` : name
  return JSON.stringify(shown).replaceAll(/[^\x20-\x7e]/g, '?')
}
