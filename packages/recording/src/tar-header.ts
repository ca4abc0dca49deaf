import { quoted } from './entry-path.ts'
import { RecordingError } from './recording-error.ts'

export const tarBlock = 512

/** One header: a file, or the record that brings the next file's long name. Sizes are bytes. */
export type TarHeader = {
  readonly kind: 'file' | 'long-name'
  readonly path: string
  readonly size: number
}

/** What the other types are called when one is refused. */
const refusedTypes: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '5': 'a folder entry',
  '6': 'a named pipe',
}

/**
 * Reads one header block of POSIX ustar, as strictly as it is written down:
 * checksum, magic and version must be there, numbers are octal digits.
 * @returns `undefined` for a block of zeros
 * @throws RecordingError `recording-damaged` for what is no such header,
 *   `recording-unsafe` for an entry that is no plain file
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  if (block.toString('latin1', 257, 265) !== 'ustar\u000000' || octal(block, 148, 8) !== tarChecksum(block)) {
    throw new RecordingError('recording-damaged', 'The archive is damaged: an entry does not begin as one.')
  }
  const type = String.fromCharCode(block[156] ?? 0)
  const prefix = text(block, 345, 155)
  const name = text(block, 0, 100)
  const path = prefix === '' ? name : `${prefix}/${name}`
  const size = octal(block, 124, 12)
  if (size === undefined) {
    throw new RecordingError(
      'recording-damaged',
      'The archive is damaged: an entry does not say how long it is.',
    )
  }
  if (type === '0' || type === '\0') return { kind: 'file', path, size }
  if (type === 'x') return { kind: 'long-name', path, size }
  const what = refusedTypes[type] ?? 'something that is no plain file'
  throw new RecordingError(
    'recording-unsafe',
    `The archive holds ${what} (${quoted(path)}); a recording holds files only.`,
  )
}

/**
 * Reads a pax record, which tar writes for a name that its header has no room for: `LENGTH path=NAME\n`.
 * @throws RecordingError for anything else: no recording needs it
 */
export function readLongName(record: Buffer): string {
  const [, length, name] = /^(\d{1,5}) path=([^\n\0]*)\n$/.exec(record.toString('latin1')) ?? []
  if (name === undefined || Number(length) !== record.length) {
    throw new RecordingError('recording-unsafe', 'The archive has extended headers that no recording has.')
  }
  return name
}

/** The sum of all bytes with the checksum's own field as spaces. */
export function tarChecksum(block: Buffer): number {
  let sum = 8 * 32
  for (const [at, byte] of block.entries()) if (at < 148 || at >= 156) sum += byte
  return sum
}

function octal(block: Buffer, at: number, length: number): number | undefined {
  const [, digits] = /^([0-7]+)[ \0]*$/.exec(block.toString('latin1', at, at + length)) ?? []
  return digits === undefined ? undefined : Number.parseInt(digits, 8)
}

function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.toString('latin1', 0, end === -1 ? length : end)
}
