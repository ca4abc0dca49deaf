import { quoted } from './entry-path.ts'
import { RecordingError } from './recording-error.ts'

/** Deepest nesting that is read. Kubernetes objects and Envoy's dumps stay below 60. */
const deepest = 200

const quote = 0x22
const backslash = 0x5c

/**
 * Parses the JSON of one entry. The nesting is measured first: what walks the
 * value afterwards may be recursive, and a stack that overflows takes the
 * process with it.
 * @throws RecordingError `recording-unsafe` when it is nested too deep, `recording-damaged` when it is no JSON
 */
export function parseBoundedJson(bytes: Uint8Array, path: string): unknown {
  if (nesting(bytes) > deepest) {
    throw new RecordingError(
      'recording-unsafe',
      `${quoted(path)} in the archive is nested deeper than ${deepest} levels.`,
    )
  }
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return parsed
  } catch (error) {
    // The engine's own message quotes the text.
    const text = `The recording is damaged: ${quoted(path)} in it is no JSON.`
    throw new RecordingError('recording-damaged', text, error instanceof Error ? error.name : undefined)
  }
}

function nesting(bytes: Uint8Array): number {
  let depth = 0
  let most = 0
  let inString = false
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (inString) {
      if (byte === backslash) at += 1
      else if (byte === quote) inString = false
    } else if (byte === quote) inString = true
    else if (byte === 0x7b || byte === 0x5b) most = Math.max(most, (depth += 1))
    else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return most
}
