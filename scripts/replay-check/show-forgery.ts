import { rm } from 'node:fs/promises'
import path from 'node:path'
import { entryPaths, recordedPod } from '@portolan/recording/entries'
import { openRecording } from '@portolan/recording/open-recording'
import { forgeBody } from './alter-recording.ts'
import { AskedPortolan } from './asked-portolan.ts'
import { collectAnswers } from './collect-answers.ts'
import { compareAnswers } from './compare-answers.ts'
import type { KeptAnswers } from './kept-answers.ts'
import { volatileFields } from './volatile-fields.ts'

/** An answer that says nothing volatile in the place where it is forged. */
const target = '/certs'

/**
 * Changes one byte inside a body and makes all checksums right again, which no
 * checksum can tell. True when the comparison with the true replay finds it.
 */
export async function showForgery(
  recording: string,
  folder: string,
  replayed: KeptAnswers,
): Promise<boolean> {
  const body = await findBody(recording)
  if (body === undefined) {
    console.log(`the recording has no answer to ${target}, so none can be forged`)
    return false
  }
  const copy = path.join(folder, 'forged.tar.gz')
  await forgeBody(recording, copy, body.entry, turnSerialNumber)
  await using portolan = await AskedPortolan.start({ recording: copy })
  const forged = await collectAnswers(portolan, body.pod)
  const same = Object.fromEntries(Object.entries(replayed).filter(([question]) => question in forged))
  const { differences } = compareAnswers(same, forged, volatileFields)
  for (const { question, field, live, replayed: now } of differences) {
    console.log(`one byte forged, and found: ${question} ${field}: ${live} became ${now}`)
  }
  if (differences.length === 0) console.log('one byte forged, and NOT found')
  await rm(copy, { force: true })
  return differences.some(({ question }) => question.endsWith(target))
}

async function findBody(recording: string) {
  await using opened = await openRecording(recording)
  for (const { path: entry } of opened.manifest.files) {
    const [, namespace, name] = /^pods\/([^/]+)\/([^/]+)\/0\.json$/.exec(entry) ?? []
    if (namespace === undefined || name === undefined) continue
    const { ports } = await opened.readJson(entryPaths.pod(0, namespace, name), recordedPod)
    for (const { behaviour } of Object.values(ports)) {
      const answers = 'answers' in behaviour ? behaviour.answers : []
      const found = answers.find((answer) => answer.target === target && answer.status === 200)
      if (found?.body !== undefined) return { entry: found.body, pod: { namespace, name } }
    }
  }
  return undefined
}

function turnSerialNumber(body: Buffer): Buffer {
  const at = body.indexOf('"serial_number": "') + '"serial_number": "'.length
  const copy = Buffer.from(body)
  copy.write(copy.toString('latin1', at, at + 1) === '1' ? '2' : '1', at, 'latin1')
  return copy
}
