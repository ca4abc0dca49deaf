import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { tarOf } from '../fixtures/tar-of.ts'
import { lookIntoArchive, readArchivedTexts } from './look-into-archive.ts'

/** A text in pieces of a length that fits no block. */
async function* piecesOf(bytes: Uint8Array, length = 1_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

const look = (bytes: Uint8Array) => lookIntoArchive(piecesOf(bytes), bytes.length)
const certs = 'bug-report/proxies/shop/cart-1/certs'
const good = [
  { path: 'bug-report/', type: '5' },
  { path: 'bug-report/versions', content: 'x'.repeat(3_000) },
  { path: certs, content: '{"certificates":[]}' },
  { path: 'bug-report/proxies/shop/cart-1/memory', content: 'Größe' },
]

test('an archive is listed in one pass, and the texts of one proxy are read in another', async () => {
  const archive = tarOf(good)
  const content = await look(archive)
  expect(content).toEqual({
    kind: 'proxies',
    proxies: [
      {
        namespace: 'shop',
        pod: 'cart-1',
        files: { certs, memory: 'bug-report/proxies/shop/cart-1/memory' },
        writtenAt: 1_790_000_000_000,
      },
    ],
  })
  const paths = [certs, 'bug-report/proxies/shop/cart-1/memory']
  const texts = await readArchivedTexts(piecesOf(archive, 7), archive.length, paths)
  expect([...texts.values()]).toEqual(['{"certificates":[]}', 'Größe'])
})

test('long names are read in both ways in which tar writes them', async () => {
  const name = `bug-report/proxies/${'n'.repeat(63)}/${'p'.repeat(120)}/certs`
  const record = ` path=${name}\n`
  const pax = `${record.length + 3}${record}`
  for (const before of [
    { path: 'PaxHeaders/certs', type: 'x', content: pax },
    { path: '././@LongLink', type: 'L', content: `${name}\0` },
  ]) {
    const content = await look(tarOf([before, { path: 'cut-short', content: '{}' }]))
    expect(content).toMatchObject({ proxies: [{ pod: 'p'.repeat(120), files: { certs: name } }] })
  }
})

test('what begins with a manifest is left to the reader of recordings', async () => {
  expect(await look(tarOf([{ path: 'manifest.json', content: '{}' }]))).toEqual({ kind: 'recording' })
})

test.each([
  ['a path that leads out', tarOf([{ path: 'proxies/shop/../../etc/certs' }]), /leads out/],
  ['an absolute path', tarOf([{ path: '/etc/passwd' }, ...good]), /leads out/],
  ['a symbolic link', tarOf([...good, { path: 'x', type: '2' }]), /a link/],
  ['a hard link', tarOf([...good, { path: 'x', type: '1' }]), /a link/],
  ['a device', tarOf([...good, { path: 'x', type: '3' }]), /a device/],
  ['two answers to one question', tarOf([...good, { path: 'proxies/shop/cart-1/certs' }]), /two answers/],
  ['a file that claims more than there is', tarOf([{ path: certs, claims: 9_999 }]), /cut off/],
  ['an answer that no text can hold', tarOf([{ path: certs, claims: 2 ** 30 }]), /too large/],
  ['one that is cut off', tarOf(good).subarray(0, 4_500), /cut off/],
  ['one without an end', tarOf(good).subarray(0, -1_024), /cut off/],
  ['a record that is none', tarOf([{ path: 'p', type: 'x', content: '99 path=a\n' }, ...good]), /damaged/],
  ['something behind the end', Buffer.concat([tarOf(good), Buffer.from('more')]), /behind its end/],
  ['no tar', Buffer.from('no tar at all'.repeat(100)), /damaged/],
  ['an archive without proxies', tarOf([{ path: 'versions', content: 'x' }]), /no answers of a proxy/],
])('%s is refused in words', async (_, archive, words) => {
  await expect(look(archive)).rejects.toThrow(EnvoyAnswerError)
  await expect(look(archive)).rejects.toThrow(words)
})

test('a file that grows without end is refused by what it would grow from', async () => {
  const header = tarOf([{ path: 'a', claims: 2 ** 32 }]).subarray(0, 512)
  const zeros = new Uint8Array(1024 * 1024)
  let given = 0
  async function* bomb(): AsyncGenerator<Uint8Array> {
    yield header
    for (;;) {
      given += 1
      yield zeros
    }
  }
  await expect(lookIntoArchive(bomb(), 1_000)).rejects.toThrow(/grows more than 250 times/)
  expect(given).toBeLessThan(70)
  await expect(lookIntoArchive(bomb(), 2 ** 40)).rejects.toThrow(/larger than 4 GiB/)
})

test('whatever is changed in an archive, it is read or refused, and nothing else is thrown', async () => {
  const archive = tarOf(good)
  const change = fc.tuple(fc.nat({ max: archive.length - 1 }), fc.nat({ max: 255 }))
  const strange: unknown[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const changed = Uint8Array.from(archive)
      for (const [at, byte] of changes) changed[at] = byte
      await look(changed).catch((error: unknown) => {
        if (!(error instanceof EnvoyAnswerError)) strange.push(error)
      })
    }),
    { numRuns: 300 },
  )
  expect(strange).toEqual([])
})
