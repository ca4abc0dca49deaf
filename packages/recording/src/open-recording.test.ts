import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { openRecording } from './open-recording.ts'
import type { OpenRecordingOptions } from './open-recording.ts'
import { RecordingError } from './recording-error.ts'
import { archiveOf, endOfTar, entriesOf, manifestOf, smallFiles, tarOf } from './testing/hand-made-archive.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portolan-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const good = entriesOf(smallFiles)

function open(bytes: Buffer, options: OpenRecordingOptions = {}) {
  return openRecording(Readable.from([bytes], { objectMode: false }), { temporaryFolder: folder, ...options })
}

/** The refusal, and proof that nothing is left of what was refused. */
async function refusal(bytes: Buffer, options: OpenRecordingOptions = {}): Promise<RecordingError> {
  const error: unknown = await open(bytes, options).then(
    () => new Error('it was opened'),
    (thrown: unknown) => thrown,
  )
  expect(readdirSync(folder)).toEqual([])
  if (!(error instanceof RecordingError)) throw error
  expect(error.text).toMatch(/^[A-Z"].*\.$/)
  return error
}

test('a good archive opens, and gives back every byte', async () => {
  await using recording = await open(archiveOf(good))
  expect(recording.manifest.cluster.name).toBe('lab')
  for (const [path, content] of Object.entries(smallFiles)) {
    expect((await recording.readBody(path)).toString()).toBe(content)
  }
  expect(await recording.readJson('identity.json', z.object({ groups: z.array(z.string()) }))).toEqual({
    groups: ['dev'],
  })
})

test('what was opened is gone once it is closed', async () => {
  const recording = await open(archiveOf(good))
  await recording[Symbol.asyncDispose]()
  expect(readdirSync(folder)).toEqual([])
  await expect(recording.readBody('identity.json')).rejects.toThrow('closed')
})

test('an entry that others refer to and that is not there, or is not what it should be, is damage', async () => {
  await using recording = await open(archiveOf(good))
  await expect(recording.readBody('bodies/00/00')).rejects.toMatchObject({ code: 'recording-damaged' })
  await expect(recording.readJson('identity.json', z.object({ user: z.string() }))).rejects.toMatchObject({
    code: 'recording-damaged',
    text: expect.stringContaining('"user"'),
  })
})

test('JSON that is nested too deep is refused before anything walks it', async () => {
  const files = { 'objects/0/pods.json': `${'['.repeat(100_000)}${']'.repeat(100_000)}` }
  await using recording = await open(archiveOf(entriesOf(files)))
  await expect(recording.readJson('objects/0/pods.json', z.unknown())).rejects.toMatchObject({
    code: 'recording-unsafe',
  })
  const deep = manifestOf(smallFiles).replace(
    '"gaps":[]',
    `"gaps":${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`,
  )
  expect(await refusal(archiveOf(entriesOf(smallFiles, deep)))).toMatchObject({ code: 'recording-unsafe' })
})

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['one byte', Buffer.from([0x1f])],
  ['text', Buffer.from('apiVersion: v1')],
  ['gzip with no tar in it', gzipSync('hello '.repeat(1000))],
  ['gzip of nothing', gzipSync('')],
  ['an archive with nothing in it', archiveOf([])],
  ['an archive that begins with something else', archiveOf(good.toReversed())],
  ['another program’s manifest', archiveOf(entriesOf({}, '{"name":"backup"}'))],
])('%s is not a recording', async (_name, bytes) => {
  expect(await refusal(bytes)).toMatchObject({ code: 'not-a-recording' })
})

test('a file that was cut off says so, wherever it was cut', async () => {
  const whole = archiveOf(good)
  for (const keep of [0.3, 0.6, 0.95]) {
    const error = await refusal(whole.subarray(0, Math.floor(whole.length * keep)))
    expect(error.code).toBe('recording-truncated')
  }
  expect(await refusal(whole.subarray(0, -1))).toMatchObject({ code: 'recording-truncated' })
})

test.each([
  ['without its end', Buffer.alloc(0)],
  ['with half of its end', Buffer.alloc(512)],
])('an archive %s was cut off before it was packed', async (_name, end) => {
  expect(await refusal(archiveOf(good, end))).toMatchObject({ code: 'recording-truncated' })
})

test('an entry that claims more than there is was cut off', async () => {
  const [manifest, first] = good
  if (manifest === undefined || first === undefined) throw new Error('no entries')
  const claiming = gzipSync(tarOf([manifest, first]).subarray(0, -1024 - 512))
  expect(await refusal(claiming)).toMatchObject({ code: 'recording-truncated' })
})

const changed = { ...smallFiles, 'identity.json': '{"groups":["ops"]}' }
const longer = { ...smallFiles, 'identity.json': '{"groups":["devs"]}' }
const { 'identity.json': _removed, ...fewer } = smallFiles
test.each([
  ['one byte changed', archiveOf(entriesOf(changed, manifestOf(smallFiles))), 'checksum'],
  ['one byte more', archiveOf(entriesOf(longer, manifestOf(smallFiles))), 'long'],
  ['an entry missing', archiveOf(entriesOf(fewer, manifestOf(smallFiles))), 'not in the archive'],
  ['an entry too many', archiveOf(entriesOf(smallFiles, manifestOf(fewer))), 'not in its manifest'],
  ['an entry twice', archiveOf([...good, good[1] ?? { path: '' }]), 'twice'],
  ['two manifests', archiveOf([...good, good[0] ?? { path: '' }]), 'twice'],
  ['a manifest that is no JSON', archiveOf(entriesOf({}, '{')), 'no JSON'],
  [
    'a manifest that is no UTF-8',
    archiveOf([{ path: 'manifest.json', content: Buffer.from([0x22, 0xff, 0x22]) }]),
    'JSON',
  ],
  [
    'a manifest without moments',
    archiveOf(entriesOf(smallFiles, manifestOf(smallFiles, { moments: [] }))),
    '"moments"',
  ],
  ['something behind the end of the tar', archiveOf(good, Buffer.concat([endOfTar, tarOf(good)])), 'behind'],
  ['something behind the end of the file', Buffer.concat([archiveOf(good), Buffer.from('more')]), 'behind'],
])('%s is damage', async (_name, bytes, words) => {
  const error = await refusal(bytes)
  expect(error.code).toBe('recording-damaged')
  expect(error.text).toContain(words)
})

test('a flipped bit in the compressed bytes is damage', async () => {
  const bytes = Buffer.from(archiveOf(good))
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 8) ^ 1, bytes.length - 8) // gzip's own checksum
  expect(await refusal(bytes)).toMatchObject({ code: 'recording-damaged' })
})

test.each([
  ['a path out of the folder', '../../.ssh/authorized_keys'],
  ['a path out of the folder, in the middle', 'pods/../../x'],
  ['an absolute path', '/etc/cron.d/x'],
  ['a path with a drive', 'C:/Windows/x'],
  ['backslashes', '..\\..\\x'],
  ['a hidden name', 'pods/.bashrc'],
  ['an empty segment', 'pods//x'],
  ['a name that is no ASCII', 'pods/é'],
])('%s is refused, in the archive and in the manifest', async (_name, path) => {
  expect(await refusal(archiveOf([...good, { path, content: 'x' }]))).toMatchObject({
    code: 'recording-unsafe',
  })
  const listed = manifestOf({ ...smallFiles, [path]: 'x' })
  expect(await refusal(archiveOf(entriesOf(smallFiles, listed)))).toMatchObject({ code: 'recording-unsafe' })
})

test.each([
  ['a hard link', '1'],
  ['a symbolic link', '2'],
  ['a character device', '3'],
  ['a block device', '4'],
  ['a folder', '5'],
  ['a named pipe', '6'],
  ['a contiguous file', '7'],
  ['a global extended header', 'g'],
  ['a GNU long name', 'L'],
])('%s is refused', async (_name, type) => {
  for (const entries of [
    [...good, { path: 'pods/x', type }],
    [{ path: 'manifest.json', type }, ...good],
  ]) {
    expect(await refusal(archiveOf(entries))).toMatchObject({ code: 'recording-unsafe' })
  }
})

test.each([
  ['too long', `440 path=${'a'.repeat(430)}\n`],
  ['longer than any', `5010 path=${'a'.repeat(5_000)}\n`],
  ['and a size of its own', '15 path=pods/x\n12 size=99\n'],
  ['with a length that is wrong', '99 path=pods/x\n'],
])('a long name that is %s is refused', async (_name, content) => {
  const entries = [...good, { path: 'PaxHeader', type: 'x', content }, { path: 'pods/x', content: 'x' }]
  expect(await refusal(archiveOf(entries))).toMatchObject({ code: 'recording-unsafe' })
})

test('a newer recording says which version opens it', async () => {
  const newer = manifestOf({}, { version: 2, portolan: '0.9.0', files: 'another shape' })
  const error = await refusal(archiveOf(entriesOf({}, newer)))
  expect(error.code).toBe('recording-too-new')
  expect(error.text).toBe(
    'This recording has format 2; this Portolan reads up to format 1. Open it with Portolan 0.9.0 or newer.',
  )
})

test.each([
  ['a large file', { compressedBytes: 100 }],
  ['a large content', { bytes: 2_000 }],
  ['a large list', { bytes: 20 }],
  ['a large entry', { entryBytes: 20 }],
  ['a large manifest', { manifestBytes: 100 }],
  ['many entries', { entries: 3 }],
])('%s is refused before it costs more', async (_name, limits) => {
  expect(await refusal(archiveOf(good), { limits })).toMatchObject({ code: 'recording-too-large' })
})

test('a bomb is refused by how much it grows, and little of it is unpacked', async () => {
  const zeros = Buffer.alloc(64 * 1024 * 1024)
  const bomb = archiveOf([good[0] ?? { path: '' }, { path: 'identity.json', content: zeros }])
  expect(bomb.length).toBeLessThan(100_000)
  // Its manifest lies about the size, or is honest about it.
  expect(await refusal(bomb)).toMatchObject({ code: 'recording-damaged' })
  const files = { 'identity.json': zeros.toString('latin1') }
  const limits = { ratioFrom: 1024 * 1024 }
  expect(await refusal(archiveOf(entriesOf(files)), { limits })).toMatchObject({ code: 'recording-unsafe' })
})

test('a signal ends the reading, and nothing is left of it', async () => {
  const aborting = new AbortController()
  const whole = gunzipSync(archiveOf(good))
  const slow = Readable.from(
    (async function* half() {
      yield gzipSync(whole).subarray(0, 40)
      aborting.abort(new Error('the client went away'))
      await new Promise(() => undefined)
    })(),
    { objectMode: false },
  )
  await expect(openRecording(slow, { temporaryFolder: folder, signal: aborting.signal })).rejects.toThrow(
    'the client went away',
  )
  expect(readdirSync(folder)).toEqual([])
})

test('a file that is not there is the system’s error', async () => {
  await expect(openRecording(join(folder, 'none.tar.gz'), { temporaryFolder: folder })).rejects.toMatchObject(
    {
      code: 'ENOENT',
    },
  )
  expect(readdirSync(folder)).toEqual([])
})
