import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { RecordingSpool } from '@portolan/recording/archive-writer'
import { entryPaths } from '@portolan/recording/entries'
import { Redactor } from '@portolan/recording/redact/redactor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaksIn } from './leaks.ts'
import { plantedObjects } from './planted-objects.ts'
import { plantedValues, type Planted } from './planted-values.ts'
import { unpackedFiles } from './unpacked-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leaks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const values = plantedValues()
const planted: readonly Planted[] = Object.values(values)
const objects = plantedObjects(values, {
  app: 'example.test/sample:1',
  writer: 'example.test/proxyv2:1',
})
const pod = objects.find((one) => 'kind' in one && one.kind === 'Pod')

type Step = 'object' | 'answer' | 'scrub'

/** The way of a recording, with one step of the redactor left out. */
async function recorded(without?: Step) {
  const redactor = new Redactor()
  await using spool = await RecordingSpool.open(path.join(folder, without ?? 'all'))
  const kept = without === 'object' ? pod : redactor.object('pods', pod)
  await spool.put(entryPaths.objects(0, 'pods'), json({ items: [kept] }))
  const body = json(objects.filter((one) => one !== pod && !('stringData' in one) && !('data' in one)))
  const answer = { port: 'istiod-http', target: '/debug/configz', body, entry: 'pods/shop/istiod/0.json' }
  await spool.putBody(without === 'answer' ? body : redactor.answer(answer))
  await spool.putBody(
    json({
      metric: `${values.greeting.value} 1`,
      other: Buffer.from(values.argument.value).toString('base64'),
    }),
  )
  const archive = path.join(folder, `${without ?? 'all'}.tar.gz`)
  const details = {
    portolan: '0.0.0',
    cluster: { name: 'lab', kubernetesVersion: 'v1.34.4' },
    source: 'recorded' as const,
    moments: [{ startedAt: '2026-11-23T00:00:00Z', endedAt: '2026-11-23T00:00:01Z' }],
    scope: { costly: false },
    gaps: [],
    redactions: [...redactor.report()],
  }
  await spool.pack(() => details, createWriteStream(archive), {
    signal: AbortSignal.timeout(20_000),
    scrub: (bytes, entry) => (without === 'scrub' ? bytes : redactor.scrub(bytes, entry)),
  })
  return leaksIn(await unpackedFiles(archive), planted).map(({ place }) => place)
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}

test('nothing that was planted is in an archive', async () => {
  expect(await recorded()).toEqual([])
})

test.each([
  ['object', values.probe.place],
  ['answer', values.headerSet.place],
  ['answer', values.lua.place],
  ['scrub', values.greeting.place],
  ['scrub', values.argument.place],
] as const)(
  'the check finds what is left when the redactor’s %s is switched off: %s',
  async (step, place) => {
    expect(await recorded(step)).toContain(place)
  },
)
