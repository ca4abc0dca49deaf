import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordingSpool } from '@portolan/recording/archive-writer'
import { recordedObjects } from '@portolan/recording/entries'
import type { RecordedAnswer } from '@portolan/recording/entries'
import * as z from 'zod/mini'
import { listedPods } from './listed-pods.ts'
import type { ListedPod } from './listed-pods.ts'

/** The body of an answer that was kept a moment ago, as text. */
export async function readBody(spool: RecordingSpool, { body }: RecordedAnswer): Promise<string> {
  return body === undefined ? '' : (await read(spool, body)).toString('utf8')
}

/** The pods of a list that an earlier run kept. */
export async function readPodList(spool: RecordingSpool, path: string): Promise<readonly ListedPod[]> {
  return listedPods(z.parse(recordedObjects, JSON.parse((await read(spool, path)).toString('utf8'))).items)
}

function read(spool: RecordingSpool, path: string): Promise<Buffer> {
  return readFile(join(spool.folder, ...path.split('/')))
}
