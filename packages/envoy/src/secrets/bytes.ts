/**
 * Base64 with or without line breaks, as PEM and proto JSON write it.
 * @returns `undefined` for anything else
 */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    return undefined
  }
  const bytes = new Uint8Array(binary.length)
  // Counted, because a mapped copy of each character takes ten times as long.
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.codePointAt(at) ?? 0
  return bytes
}

export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += (byte + 256).toString(16).slice(1)
  return hex
}

const utf8 = new TextDecoder()

/** UTF-8, as proto JSON means the bytes of a text file; what is not UTF-8 becomes a replacement character. */
export function textOfBytes(bytes: Uint8Array): string {
  return utf8.decode(bytes)
}
