import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { numberAt, textAt } from '../json-value.ts'
import type { StoredAnswer } from '../pods/answer-table.ts'
import { questions, wholeAnswers } from './fixtures/envoy-questions.ts'
import { computeClusters } from './clusters.ts'
import { computeConfigDump } from './config-dump.ts'
import { computeStats } from './stats.ts'

const file = new URL('fixtures/envoy-answers.json.gz', import.meta.url)
const recorded: readonly unknown[] = JSON.parse(gunzipSync(readFileSync(file)).toString())
const real = new Map(
  recorded.map((one): readonly [string, StoredAnswer] => [
    textAt(one, 'target') ?? '',
    {
      status: numberAt(one, 'status') ?? 0,
      type: textAt(one, 'type') ?? '',
      body: textAt(one, 'body') ?? '',
    },
  ]),
)
const whole = new Map(
  // Only the dump with endpoints is recorded.
  wholeAnswers.filter((target) => target !== '/config_dump').map((target) => [target, answerTo(target)]),
)

function answerTo(target: string): StoredAnswer {
  const found = real.get(target)
  if (!found) throw new Error(`nobody asked Envoy for ${target}: run ask-envoy.ts again`)
  return found
}

async function compute(target: string): Promise<StoredAnswer | undefined> {
  const url = new URL(target, 'http://pod')
  return (
    (await computeStats(whole, url)) ??
    (url.pathname === '/clusters' ? computeClusters(whole, url) : computeConfigDump(whole, url))
  )
}

/** Envoy prints maps in another order each time; that it prints as we do shows in the length. */
function comparable({ status, type, body }: StoredAnswer) {
  const text = String(body)
  const content: unknown = type === 'application/json' ? JSON.parse(text) : text
  return { status, type, content, length: text.length }
}

test.each([...questions, '/config_dump', '/config_dump?include_eds'])(
  '%s is answered as Envoy does',
  async (target) => {
    const computed = await compute(target)
    expect(computed && comparable(computed)).toEqual(comparable(answerTo(target)))
  },
)
