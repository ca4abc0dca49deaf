import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import {
  archiveOf,
  endOfTar,
  entriesOf,
  manifestOf,
  smallFiles,
  tarOf,
  withChecksum,
} from './hand-made-archive.ts'
import type { HandMadeEntry } from './hand-made-archive.ts'

const entries = entriesOf(smallFiles)
const tar = tarOf(entries)
const packed = gzipSync(tar)
/** Where the headers stand in `tar`. */
const headers = entries.map((_entry, at) => tarOf(entries.slice(0, at), Buffer.alloc(0)).length)

/** What happens to bytes on their way, by accident or on purpose. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip'), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('set'), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut'), at: fc.nat() }),
  fc.record({ kind: fc.constant('remove'), at: fc.nat(), length: fc.nat(600) }),
  fc.record({ kind: fc.constant('repeat'), at: fc.nat(), length: fc.nat(1_200) }),
  fc.record({ kind: fc.constant('insert'), at: fc.nat(), bytes: fc.uint8Array({ maxLength: 600 }) }),
) satisfies fc.Arbitrary<Damage>

type Damage =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'remove' | 'repeat'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }

/** The file was damaged as it lay, or on the wire. */
const damagedFile = fc.array(damage, { minLength: 1, maxLength: 4 }).map((all) => all.reduce(apply, packed))

/** Somebody unpacked it, changed the tar and packed it again. */
const damagedTar = fc
  .array(damage, { minLength: 1, maxLength: 4 })
  .map((all) => gzipSync(all.reduce(apply, tar), { level: 1 }))

/** Values that readers of tar are known to trip over. */
const fields = fc.oneof(
  fc.record({
    at: fc.nat(511),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }).map((bytes) => Buffer.from(bytes)),
  }),
  fc.record({
    at: fc.constant(124),
    bytes: fc.constantFrom(
      Buffer.from('77777777777\0'),
      Buffer.from('00000000000\0'),
      Buffer.from('-0000000001\0'),
      Buffer.from('           \0'),
      Buffer.from('0x000000001\0'),
      Buffer.concat([Buffer.from([0x80]), Buffer.alloc(10), Buffer.from([9])]),
      Buffer.alloc(12, 0xff),
    ),
  }),
  fc.record({
    at: fc.constant(156),
    bytes: fc.constantFrom(...'\x00012345678gxLKSVMNDA'.split('').map((type) => Buffer.from(type))),
  }),
  fc.record({
    at: fc.constantFrom(0, 345),
    bytes: fc
      .constantFrom('../x\0', '/etc/passwd\0', 'a/../../b\0', '\0', 'a'.repeat(100), '.\0', 'C:\\x\0')
      .map((name) => Buffer.from(name)),
  }),
)

/** A header was edited by somebody who knows how to make its checksum right. */
const editedHeader = fc
  .tuple(fc.nat(headers.length - 1), fc.array(fields, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([which, edits, right]) => {
    const changed = Buffer.from(tar)
    const header = changed.subarray(headers[which], (headers[which] ?? 0) + 512)
    for (const { at, bytes } of edits) bytes.copy(header, at)
    if (right) withChecksum(header)
    return gzipSync(changed, { level: 1 })
  })

/** Entries in another order, left out, twice, and with strangers among them. */
const strangers: fc.Arbitrary<HandMadeEntry> = fc.record({
  path: fc.oneof(
    fc.constantFrom('../x', '/x', 'manifest.json', 'pods/x', 'PaxHeader', 'a/'.repeat(40)),
    fc.string({ maxLength: 90 }),
  ),
  type: fc.constantFrom('0', '0', '1', '2', '5', 'x', 'L', 'g'),
  content: fc.oneof(
    fc.string(),
    fc.constantFrom('15 path=pods/x\n', '12 path=../x\n', '11 path=/x\n', '15 size=999999\n'),
  ),
})
const reordered = fc
  .tuple(
    fc.array(
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...entries) }, { weight: 1, arbitrary: strangers }),
      { maxLength: 8 },
    ),
    fc.boolean(),
    fc.constantFrom(
      endOfTar,
      endOfTar,
      Buffer.alloc(512),
      Buffer.alloc(0),
      Buffer.alloc(10_240),
      Buffer.alloc(2048, 1),
    ),
  )
  .map(([some, whole, end]) =>
    archiveOf(whole ? [...entries, ...some] : [...entries.slice(0, 1), ...some], end),
  )

/** The manifest was edited: one of its values is another one. */
const editedManifest = fc
  .tuple(
    fc.nat(),
    fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(2, 1e308, -1, '../x', '', 2 ** 40)),
  )
  .map(([which, value]) => archiveOf(entriesOf(smallFiles, replaceOne(manifestOf(smallFiles), which, value))))

/** Other content, rightly listed: good recordings, unless a name is not. */
const otherContent = fc
  .dictionary(
    fc.stringMatching(/^pods\/[a-z0-9.-]{1,40}\/[a-z0-9-]{1,40}\/[0-9]\.json$/),
    fc.string({ maxLength: 2_000 }),
    { maxKeys: 6 },
  )
  .map((files) => archiveOf(entriesOf(files)))

/** The manifest of a version to come, or of none. */
const otherVersion = fc
  .record({ version: fc.integer({ min: -1, max: 9 }), portolan: fc.oneof(fc.constant('9.1.0'), fc.string()) })
  .map((over) => archiveOf(entriesOf(smallFiles, manifestOf(smallFiles, over))))

/** Files that were once a small recording, or nearly are one. */
export const mutatedArchives: fc.Arbitrary<Buffer> = fc.oneof(
  damagedFile,
  damagedTar,
  editedHeader,
  reordered,
  editedManifest,
  otherVersion,
  otherContent,
)

function apply(bytes: Buffer, one: Damage): Buffer {
  if (bytes.length === 0) return bytes
  const at = one.at % bytes.length
  switch (one.kind) {
    case 'flip':
      return Buffer.from(bytes.with(at, (bytes[at] ?? 0) ^ (1 << one.bit)))
    case 'set':
      return Buffer.from(bytes.with(at, one.byte))
    case 'cut':
      return bytes.subarray(0, at)
    case 'remove':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.length)])
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, at + one.length), bytes.subarray(at)])
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), one.bytes, bytes.subarray(at)])
    default:
      return one satisfies never
  }
}

/** The JSON with its n-th value, counted in depth, replaced. */
function replaceOne(json: string, which: number, value: unknown): string {
  let count = 0
  JSON.parse(json, (_key, one: unknown) => {
    count += 1
    return one
  })
  let at = -1
  return JSON.stringify(
    JSON.parse(json, (_key, one: unknown) => {
      at += 1
      return at === which % count ? value : one
    }),
  )
}
