import { listAt, parseJsonObject, textAt } from '../json-value.ts'
import { text, type AnswerSource, type StoredAnswer } from '../pods/answer-table.ts'
import { compileRe2 } from './re2.ts'

/**
 * `/clusters` with `filter`, an expression that may match anywhere in a
 * cluster's name. Envoy has it since 1.38 and says so in its help; older ones
 * ignore it, as they ignore every parameter that they do not know.
 * @see envoy: source/server/admin/clusters_handler.cc
 */
export async function computeClusters(answers: AnswerSource, url: URL): Promise<StoredAnswer | undefined> {
  const isJson = url.searchParams.get('format') === 'json'
  const all = await answers.get(isJson ? '/clusters?format=json' : '/clusters')
  const expression = url.searchParams.get('filter') ?? ''
  if (!all || expression === '' || !(await knowsFilter(answers))) return all
  const filter = compileRe2(expression)
  if ('refused' in filter) return text('Invalid re2 regex', 400)
  if (isJson) {
    const document = parseJsonObject(String(all.body))
    const kept = listAt(document, 'cluster_statuses').filter((one) => filter.test(textAt(one, 'name') ?? ''))
    const body = JSON.stringify(kept.length > 0 ? { cluster_statuses: kept } : {}, null, 1)
    return { ...all, body: `${body}\n` }
  }
  const lines = String(all.body)
    .split('\n')
    .filter((line) => line !== '' && filter.test(line.slice(0, line.indexOf('::'))))
  return { ...all, body: lines.map((line) => `${line}\n`).join('') }
}

async function knowsFilter(answers: AnswerSource): Promise<boolean> {
  const help = String((await answers.get('/help'))?.body ?? '')
  return /^ {2}\/clusters:.*\n(?: {6}.*\n)*? {6}filter:/m.test(help)
}
