import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { RecordingDetails } from '../archive-writer.ts'

/** A tar entry as somebody else might write it. */
export type HandMadeEntry = {
  readonly path: string
  readonly content?: string | Buffer
  /** The type flag; a plain file when absent. */
  readonly type?: string
  /** The size that the header claims; that of the content when absent. */
  readonly claims?: number
}

export const details: RecordingDetails = {
  portolan: '0.1.0',
  cluster: { name: 'lab', kubernetesVersion: 'v1.35.0', istioVersion: '1.30.2' },
  source: 'recorded',
  moments: [{ startedAt: '2026-11-23T04:10:00.000Z', endedAt: '2026-11-23T04:10:20.000Z' }],
  scope: { costly: false },
  gaps: [],
  redactions: [],
}

/** The entries of a small recording, and what each holds. */
export const smallFiles: Readonly<Record<string, string>> = {
  'identity.json': '{"groups":["dev"]}',
  'objects/0/pods.json': '{"items":[{"kind":"Pod"}]}',
  'pods/shop/frontend-1/0.json': '{"uid":"1","ports":{}}',
  [`bodies/ab/${'ab'.repeat(32)}`]: 'LIVE\n',
}

/** A manifest that lists these files rightly, with anything else put over it. */
export function manifestOf(files: Readonly<Record<string, string>>, over: object = {}): string {
  return JSON.stringify({
    format: 'portolan-recording',
    version: 1,
    ...details,
    files: Object.entries(files).map(([path, content]) => ({
      path,
      bytes: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
    ...over,
  })
}

export function entriesOf(
  files: Readonly<Record<string, string>>,
  manifest = manifestOf(files),
): HandMadeEntry[] {
  return [
    { path: 'manifest.json', content: manifest },
    ...Object.entries(files).map(([path, content]) => ({ path, content })),
  ]
}

export const endOfTar = Buffer.alloc(1024)

export function tarOf(entries: readonly HandMadeEntry[], end = endOfTar): Buffer {
  return Buffer.concat([
    ...entries.flatMap(({ path, content = '', type = '0', claims }) => {
      const bytes = Buffer.from(content)
      return [
        tarHeader(path, claims ?? bytes.length, type),
        bytes,
        Buffer.alloc((512 - (bytes.length % 512)) % 512),
      ]
    }),
    end,
  ])
}

export function archiveOf(entries: readonly HandMadeEntry[], end = endOfTar): Buffer {
  return gzipSync(tarOf(entries, end))
}

function tarHeader(path: string, size: number, type: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(path, 0, 100, 'latin1')
  header.write('0000600\x000000000\x000000000\x00', 100)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write(type, 156)
  header.write('ustar\u000000', 257)
  return withChecksum(header)
}

/** The header with the checksum that its bytes have now. */
export function withChecksum(header: Buffer): Buffer {
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}
