import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import * as z from 'zod/mini'

/** An answer of Portolan, by the question that was put. Bodies that are no text are base64. */
const keptAnswer = z.object({ status: z.number(), type: z.string(), body: z.string() })
export type KeptAnswer = z.infer<typeof keptAnswer>

const keptAnswers = z.record(z.string(), keptAnswer)
export type KeptAnswers = z.infer<typeof keptAnswers>

export function saveAnswers(file: string, answers: KeptAnswers): void {
  writeFileSync(file, gzipSync(JSON.stringify(answers)))
}

/** @throws when the file is not what {@link saveAnswers} wrote */
export function loadAnswers(file: string): KeptAnswers {
  return z.parse(keptAnswers, JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')))
}
