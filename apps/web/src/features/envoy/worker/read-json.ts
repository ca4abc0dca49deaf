import type { Json } from '@portolan/envoy/json/json'
import { JsonPieces } from '@portolan/envoy/json/json-pieces'

/** So long the worker reads without hearing whether anybody still wants it; in milliseconds. */
const longestTurn = 30

/**
 * Reads JSON while its bytes come, so that the text of a large dump never is in
 * memory as a whole. Between pieces the worker hears what else is asked of it.
 * @throws EnvoyAnswerError; the signal's reason when it aborts
 */
export async function readJson(from: Response, signal: AbortSignal): Promise<Json> {
  const pieces = new JsonPieces()
  const reader = from.body?.getReader()
  let turnBegan = performance.now()
  try {
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      for (const part of partsOf(read.value)) {
        pieces.push(part)
        if (performance.now() - turnBegan < longestTurn) continue
        await new Promise((resolve) => setTimeout(resolve))
        signal.throwIfAborted()
        turnBegan = performance.now()
      }
    }
    return pieces.end()
  } finally {
    // Whoever stops reading wants no more of it: of a file, or of an answer that is still on its way.
    await reader?.cancel().catch(() => undefined)
  }
}

/** A stream may give everything at once. */
function partsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const part = 1024 * 1024
  return Array.from({ length: Math.ceil(bytes.length / part) }, (_, at) =>
    bytes.subarray(at * part, (at + 1) * part),
  )
}
