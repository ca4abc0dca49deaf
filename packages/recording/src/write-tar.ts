import { tarBlock, tarChecksum } from './tar-header.ts'

/** One file to be written. `size` is the bytes of `content`, exactly. */
export type FileForTar = {
  readonly path: string
  readonly size: number
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/**
 * A tar of plain files, as POSIX writes it down: ustar, and a pax record where
 * a path does not fit. Every file is owned by nobody of this machine and can be
 * read by whoever unpacks it. Paths are ASCII.
 * @param time of all files
 */
export async function* writeTar(
  files: AsyncIterable<FileForTar> | Iterable<FileForTar>,
  time: Date,
): AsyncGenerator<Uint8Array> {
  for await (const { path, size, content } of files) {
    yield headersOf(path, size, time)
    let written = 0
    for await (const piece of content) {
      written += piece.length
      yield piece
    }
    if (written !== size) throw new Error(`${path} changed while it was packed`)
    yield padding(size)
  }
  yield Buffer.alloc(2 * tarBlock)
}

function headersOf(path: string, size: number, time: Date): Buffer {
  const place = split(path)
  if (place !== undefined) return header({ ...place, size, time, type: '0' })
  const record = Buffer.from(longName(path))
  const extended = header({ prefix: '', name: 'PaxHeader', size: record.length, time, type: 'x' })
  const short = header({ prefix: '', name: path.slice(0, nameLength), size, time, type: '0' })
  return Buffer.concat([extended, record, padding(record.length), short])
}

const nameLength = 100
const prefixLength = 155

/** Where a long path is cut so that both halves fit into a ustar header, if anywhere. */
function split(path: string): { readonly prefix: string; readonly name: string } | undefined {
  if (path.length <= nameLength) return { prefix: '', name: path }
  const slash = path.indexOf('/', path.length - nameLength - 1)
  if (slash < 1 || slash > prefixLength) return undefined
  return { prefix: path.slice(0, slash), name: path.slice(slash + 1) }
}

/** `LENGTH path=NAME\n`, where LENGTH counts itself. */
function longName(path: string): string {
  const rest = ` path=${path}\n`
  let length = rest.length
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length
  return `${length}${rest}`
}

function header(fields: {
  readonly prefix: string
  readonly name: string
  readonly size: number
  readonly time: Date
  readonly type: string
}): Buffer {
  const block = Buffer.alloc(tarBlock)
  const number = (value: number, at: number, digits: number) =>
    void block.write(value.toString(8).padStart(digits, '0'), at)
  block.write(fields.name, 0)
  number(0o600, 100, 7)
  number(0, 108, 7)
  number(0, 116, 7)
  number(fields.size, 124, 11)
  number(Math.floor(fields.time.getTime() / 1000), 136, 11)
  block.write(fields.type, 156)
  block.write('ustar\u000000', 257)
  block.write(fields.prefix, 345)
  number(tarChecksum(block), 148, 6)
  block.write('\0 ', 154)
  return block
}

function padding(size: number): Buffer {
  return Buffer.alloc((tarBlock - (size % tarBlock)) % tarBlock)
}
