import { EnvoyAnswerError } from '../envoy-answer-error.ts'

/** What extended records say of the next entry, as far as it counts here. */
export type PaxRecords = { readonly path?: string; readonly size?: number }

/**
 * Reads the extended records of a tar: lines of `LENGTH KEY=VALUE\n`, the length
 * in bytes and counting itself.
 * @throws EnvoyAnswerError when they are no such lines, or describe a file with holes
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
 */
export function readPaxRecords(bytes: Uint8Array): PaxRecords {
  const decoder = new TextDecoder()
  const found: { path?: string; size?: number } = {}
  let at = 0
  while (at < bytes.length) {
    const [head, digits] = /^(\d{1,7}) /.exec(decoder.decode(bytes.subarray(at, at + 8))) ?? []
    const length = Number(digits)
    if (head === undefined || length <= head.length || at + length > bytes.length) throw damaged()
    const record = decoder.decode(bytes.subarray(at + head.length, at + length))
    const equals = record.indexOf('=')
    if (equals === -1 || !record.endsWith('\n')) throw damaged()
    const key = record.slice(0, equals)
    const value = record.slice(equals + 1, -1)
    if (key.startsWith('GNU.sparse.')) throw damaged()
    if (key === 'path') found.path = value
    if (key === 'size') {
      if (!/^\d{1,15}$/.test(value)) throw damaged()
      found.size = Number(value)
    }
    at += length
  }
  return found
}

function damaged(): EnvoyAnswerError {
  return new EnvoyAnswerError('The archive is damaged: what it says beside an entry cannot be read.')
}
