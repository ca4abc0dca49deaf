import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { RecordedFile } from './manifest.ts'
import { openRecording, OpenRecording } from './open-recording.ts'
import { RecordingError, recordingErrorCodes } from './recording-error.ts'
import { mutatedArchives } from './testing/mutations.ts'

const runs = 10_500
const seed = Number(process.env['PORTOLAN_FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const MiB = 1024 * 1024

/** Live bytes of the heap and of buffers, after everything that can be collected was. */
async function liveBytes(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = z.parse(z.function({ input: [], output: z.unknown() }), runInNewContext('gc'))
  // What is let go of when something is collected (a stream's buffers) is gone after the next time.
  for (let time = 0; time < 4; time += 1) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test(
  `${runs} mutated archives are refused in words or open whole (seed ${seed})`,
  { timeout: 240_000 },
  async () => {
    console.log(`fuzzing with PORTOLAN_FUZZ_SEED=${seed}`)
    const parent = mkdtempSync(join(tmpdir(), 'portolan-fuzz-'))
    const inside = join(parent, 'inside')
    mkdirSync(inside)
    const outcomes = new Map<string, number>()
    const before = { live: await liveBytes(), rss: process.memoryUsage.rss(), cwd: readdirSync('.') }
    let mostRss = before.rss
    let count = 0
    const startedAt = performance.now()
    try {
      await fc.assert(
        fc.asyncProperty(mutatedArchives, async (bytes) => {
          const outcome = await outcomeOf(bytes, inside)
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
          count += 1
          if (count % 100 === 0) mostRss = Math.max(mostRss, process.memoryUsage.rss())
          expect(readdirSync(inside)).toEqual([])
        }),
        { numRuns: runs, seed },
      )
      expect(readdirSync(parent)).toEqual(['inside'])
      expect(readdirSync('.')).toEqual(before.cwd)
    } finally {
      rmSync(parent, { recursive: true })
    }
    const grown = { live: (await liveBytes()) - before.live, rss: mostRss - before.rss }
    console.log(
      `${Math.round(performance.now() - startedAt)} ms;`,
      Object.fromEntries(outcomes),
      `live memory grew by ${(grown.live / MiB).toFixed(1)} MiB, the process at most by ${(grown.rss / MiB).toFixed(1)} MiB`,
    )
    // Every way to end was taken, so the mutations reach all of the reader.
    expect([...outcomes.keys()].toSorted()).toEqual(['opened', ...recordingErrorCodes].toSorted())
    expect(grown.live).toBeLessThan(16 * MiB)
    expect(grown.rss).toBeLessThan(300 * MiB)
  },
)

/**
 * How opening ended.
 * @throws when it is neither a refusal in words nor a recording that is what its manifest says
 */
async function outcomeOf(bytes: Buffer, temporaryFolder: string): Promise<string> {
  const source = Readable.from([bytes], { objectMode: false })
  const opened = await openRecording(source, { temporaryFolder }).catch((error: unknown) => error)
  if (opened instanceof OpenRecording) {
    await using recording = opened
    for (const file of recording.manifest.files) await verify(recording, file)
    return 'opened'
  }
  if (!(opened instanceof RecordingError)) throw opened
  if (!/^[A-Z"][\x20-\x7e’]{10,300}\.$/.test(opened.text)) throw new Error(`no clear words: ${opened.text}`)
  return opened.code
}

async function verify(recording: OpenRecording, { path, bytes, sha256 }: RecordedFile): Promise<void> {
  const body = await recording.readBody(path)
  const same = body.length === bytes && createHash('sha256').update(body).digest('hex') === sha256
  if (!same) throw new Error(`${path} is not what the manifest says`)
  if (!/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path)) throw new Error(`${path} is no safe path`)
}
