import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RecordingSpool } from './archive-writer.ts'
import type { PackOptions } from './archive-writer.ts'
import { openRecording } from './open-recording.ts'
import { details } from './testing/hand-made-archive.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portolan-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const spoolFolder = () => join(folder, 'spool')
const file = () => join(folder, 'lab.tar.gz')
const signal = new AbortController().signal

function pack(spool: RecordingSpool, options: Partial<PackOptions> = {}) {
  return spool.pack(() => details, createWriteStream(file()), { signal, ...options })
}

test('what is put in comes out, whatever its size and however long its name', async () => {
  const contents = new Map([
    ['objects/0/pods.json', Buffer.from('{"items":[]}')],
    ['pods/a/empty/0.json', Buffer.alloc(0)],
    ['pods/a/block/0.json', Buffer.alloc(512, 'x')],
    [`pods/${'n'.repeat(63)}/${'p'.repeat(253)}/0.json`, Buffer.from('{}')],
    ['bodies/00/big', Buffer.alloc(3_000_001, 'config dump ')],
  ])
  await using spool = await RecordingSpool.open(spoolFolder())
  for (const [path, bytes] of contents) await spool.put(path, bytes)
  const written = await pack(spool)
  await using recording = await openRecording(createReadStream(file()))
  expect(recording.manifest).toEqual(written)
  expect(recording.manifest.files.map(({ path }) => path)).toEqual([...contents.keys()].toSorted())
  for (const [path, bytes] of contents) expect((await recording.readBody(path)).equals(bytes)).toBe(true)
})

test('tar reads it, and finds nothing of this machine in it', async () => {
  await using spool = await RecordingSpool.open(spoolFolder())
  await spool.put(`pods/a/${'p'.repeat(253)}/0.json`, Buffer.from('{}'))
  await pack(spool)
  const listing = execFileSync('tar', ['-tvzf', file(), '--numeric-owner'], { encoding: 'utf8' })
  expect(listing.trim().split('\n')).toEqual([
    expect.stringMatching(/^-rw------- 0\/0 .* manifest\.json$/),
    expect.stringMatching(new RegExp(`^-rw------- 0/0 .* pods/a/p{253}/0\\.json$`)),
  ])
})

test('the same bodies are written once, under a name that does not tell their hash', async () => {
  await using spool = await RecordingSpool.open(spoolFolder())
  const bytes = Buffer.from('LIVE\n')
  const [one, two] = await Promise.all([spool.putBody(bytes), spool.putBody(bytes)])
  expect(one).toBe(two)
  expect(one).not.toContain(createHash('sha256').update(bytes).digest('hex'))
  expect((await pack(spool)).files).toHaveLength(1)
})

test('a recording that was broken off goes on from its folder', async () => {
  await using before = await RecordingSpool.open(spoolFolder())
  await before.put('pods/a/one/0.json', Buffer.from('1'))
  const body = await before.putBody(Buffer.from('body'))
  writeFileSync(join(spoolFolder(), '.partial-7'), 'hal')
  await using after = await RecordingSpool.open(spoolFolder())
  expect(after.has('pods/a/one/0.json')).toBe(true)
  expect(after.has('pods/a/two/0.json')).toBe(false)
  await after.put('pods/a/one/0.json', Buffer.from('not written again'))
  expect(await after.putBody(Buffer.from('body'))).toBe(body)
  await pack(after)
  await using recording = await openRecording(file())
  expect((await recording.readBody('pods/a/one/0.json')).toString()).toBe('1')
  expect(recording.manifest.files).toHaveLength(2)
})

test('the same entries give the same archive', async () => {
  await using spool = await RecordingSpool.open(spoolFolder())
  for (const name of ['b', 'a', 'c']) await spool.put(`pods/x/${name}/0.json`, Buffer.from(name))
  await pack(spool)
  const first = readFileSync(file())
  await pack(spool)
  expect(readFileSync(file()).equals(first)).toBe(true)
})

test('what was learned late is taken out of what was written early, and of the manifest', async () => {
  await using spool = await RecordingSpool.open(spoolFolder())
  await spool.put('pods/a/one/0.json', Buffer.from('{"password":"hunter2"}'))
  const paths: string[] = []
  await spool.pack(
    () => ({ ...details, gaps: [{ what: 'pods/b', why: 'hunter2 was refused' }] }),
    createWriteStream(file()),
    {
      signal,
      scrub: (bytes, path) => {
        paths.push(path)
        return Buffer.from(bytes.toString().replaceAll('hunter2', '*******'))
      },
    },
  )
  await using recording = await openRecording(file())
  expect((await recording.readBody('pods/a/one/0.json')).toString()).toBe('{"password":"*******"}')
  expect(recording.manifest.gaps).toEqual([{ what: 'pods/b', why: '******* was refused' }])
  expect(paths).toEqual(['pods/a/one/0.json', 'manifest.json'])
})

test('only this user can read the spool', async () => {
  await using spool = await RecordingSpool.open(spoolFolder())
  await spool.put('pods/a/one/0.json', Buffer.from('1'))
  expect(statSync(spoolFolder()).mode & 0o077).toBe(0)
  expect(statSync(join(spoolFolder(), 'pods/a/one/0.json')).mode & 0o077).toBe(0)
})

test('a folder with something else in it is left alone', async () => {
  await mkdir(spoolFolder())
  writeFileSync(join(spoolFolder(), 'thesis.txt'), 'mine')
  await expect(RecordingSpool.open(spoolFolder())).rejects.toThrow('is not empty')
})

test.each(['../outside', '/etc/x', 'pods/.hidden', 'pods//x'])(
  'the entry %s is not written',
  async (path) => {
    await using spool = await RecordingSpool.open(spoolFolder())
    await expect(spool.put(path, Buffer.from('x'))).rejects.toMatchObject({ code: 'recording-unsafe' })
  },
)

test('when the disk is full the packing fails with its error', async () => {
  await using spool = await RecordingSpool.open(spoolFolder())
  for (let n = 0; n < 20; n += 1) await spool.put(`pods/a/${n}/0.json`, Buffer.alloc(200_000, `${n}`))
  const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no space left')) })
  await expect(spool.pack(() => details, full, { signal })).rejects.toThrow('no space left')
})

test('packing can be broken off', async () => {
  await using spool = await RecordingSpool.open(spoolFolder())
  await spool.put('pods/a/big/0.json', Buffer.alloc(5_000_000))
  const aborting = new AbortController()
  const stuck = new Writable({ write: () => aborting.abort(new Error('cancelled')) })
  await expect(spool.pack(() => details, stuck, { signal: aborting.signal })).rejects.toMatchObject({
    name: 'AbortError',
  })
})

test('a spool that is done with leaves nothing', async () => {
  const spool = await RecordingSpool.open(spoolFolder())
  await spool.put('pods/a/one/0.json', Buffer.from('1'))
  await spool.remove()
  expect(() => statSync(spoolFolder())).toThrow('ENOENT')
})
