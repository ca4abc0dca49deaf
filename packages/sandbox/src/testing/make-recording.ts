import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { RecordingSpool, type RecordingDetails } from '@portolan/recording/archive-writer'
import { entryPaths } from '@portolan/recording/entries'
import type { RecordedAnswer, RecordedPod } from '@portolan/recording/entries'
import type { RecordedGap, RecordedMoment } from '@portolan/recording/manifest'
import { openRecording, type OpenRecording } from '@portolan/recording/open-recording'
import type { KubeObject } from '../kube-object.ts'

/** An answer with its body, as {@link makeRecording} takes it. */
export type TestAnswer = Omit<RecordedAnswer, 'method' | 'body'> & { readonly text: string }
type Ports = RecordedPod['ports']
type Inside = Pick<RecordedPod, 'execs' | 'logs'>

export type TestMoment = RecordedMoment & {
  readonly pods: readonly KubeObject[]
  /** By `NAMESPACE/NAME`; made once the bodies have a place. */
  readonly ports: (
    answer: (one: TestAnswer) => Promise<RecordedAnswer>,
  ) => Promise<Readonly<Record<string, Ports>>>
  /** What commands said and containers wrote, by `NAMESPACE/NAME`; of pods that have ports. */
  readonly inside?: Readonly<Record<string, Inside>>
}

/** A recording, written and opened as any other. */
export async function makeRecording(options: {
  readonly moments: readonly TestMoment[]
  readonly gaps?: readonly RecordedGap[]
  readonly identity?: { readonly user: string; readonly groups: readonly string[] }
}): Promise<OpenRecording> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-test-recording-'))
  try {
    const spool = await RecordingSpool.open(path.join(folder, 'spool'))
    const answer = async ({ text, ...rest }: TestAnswer): Promise<RecordedAnswer> => ({
      ...rest,
      method: 'GET',
      body: await spool.putBody(Buffer.from(text)),
    })
    for (const [index, { pods, ports, inside }] of options.moments.entries()) {
      await spool.put(entryPaths.objects(index, 'pods'), json({ items: pods }))
      for (const [key, found] of Object.entries(await ports(answer))) {
        const [namespace = '', name = ''] = key.split('/')
        await spool.put(
          entryPaths.pod(index, namespace, name),
          json({ uid: name, ports: found, ...inside?.[key] }),
        )
      }
    }
    if (options.identity) await spool.put(entryPaths.identity, json(options.identity))
    const file = path.join(folder, 'recording.tar.gz')
    const details: RecordingDetails = {
      portolan: '0.0.0',
      cluster: { name: 'made-for-a-test', kubernetesVersion: 'v1.34.4', istioVersion: '1.30.3' },
      source: 'recorded',
      moments: options.moments.map(({ startedAt, endedAt }) => ({ startedAt, endedAt })),
      scope: { costly: false },
      gaps: [...(options.gaps ?? [])],
      redactions: [],
    }
    const signal = AbortSignal.timeout(20_000)
    await spool.pack(() => details, createWriteStream(file), { signal })
    return await openRecording(file, { signal })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}
