import { EnvoyAnswerError } from '../envoy-answer-error.ts'

export const tarBlock = 512

/** One header of a tar. `size` is bytes, `modifiedAt` milliseconds since 1970. */
export type TarBlock = {
  readonly kind: 'file' | 'folder' | 'records' | 'records-of-all' | 'long-name'
  readonly path: string
  readonly size: number
  readonly modifiedAt: number | undefined
}

const kinds: Readonly<Record<string, TarBlock['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '5': 'folder',
  x: 'records',
  g: 'records-of-all',
  L: 'long-name',
}

const latin = new TextDecoder('latin1')
const utf8 = new TextDecoder()

/**
 * Reads one header block, as Go's archive/tar, GNU tar or BSD tar write it.
 * @returns `undefined` for a block of zeros
 * @throws EnvoyAnswerError for what is no header, and for links and devices
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export function readTarBlock(block: Uint8Array): TarBlock | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  const posix = text(block, 257, 6) === 'ustar'
  const gnu = latin.decode(block.subarray(257, 265)) === 'ustar  \0'
  if ((!posix && !gnu) || octal(block, 148, 8) !== checksum(block)) {
    throw new EnvoyAnswerError('The archive is damaged: an entry does not begin as one.')
  }
  const size = octal(block, 124, 12)
  if (size === undefined) {
    throw new EnvoyAnswerError('The archive is damaged: an entry does not say how long it is.')
  }
  const kind = kinds[String.fromCharCode(block[156] ?? 0)]
  if (kind === undefined) {
    throw new EnvoyAnswerError('The archive holds a link or a device; only files and folders are opened.')
  }
  // GNU tar keeps other things where POSIX has the begin of a long path.
  const prefix = gnu ? '' : text(block, 345, 155)
  const name = text(block, 0, 100)
  const seconds = octal(block, 136, 12)
  return {
    kind,
    path: prefix === '' ? name : `${prefix}/${name}`,
    size: kind === 'folder' ? 0 : size,
    modifiedAt: seconds === undefined || seconds === 0 ? undefined : seconds * 1_000,
  }
}

/** The sum of all bytes with the checksum's own field as spaces. */
function checksum(block: Uint8Array): number {
  let sum = 8 * 32
  for (let at = 0; at < tarBlock; at += 1) if (at < 148 || at >= 156) sum += block[at] ?? 0
  return sum
}

function octal(block: Uint8Array, at: number, length: number): number | undefined {
  const [, digits] = /^ *([0-7]+)[ \0]*$/.exec(latin.decode(block.subarray(at, at + length))) ?? []
  return digits === undefined ? undefined : Number.parseInt(digits, 8)
}

function text(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length)
  const end = field.indexOf(0)
  return utf8.decode(end === -1 ? field : field.subarray(0, end))
}
