import { listAt, parseJsonObject, textAt, valueAt } from '../json-value.ts'
import { json, text, type AnswerTable, type StoredAnswer } from './answer-table.ts'

/**
 * Envoy's `/stats` with parameters, computed from the full recorded answers:
 * `filter` is a regular expression that may match anywhere in the name,
 * `usedonly` is a matter of presence, `format` chooses text or JSON.
 * Prometheus' names differ from Envoy's, so `/stats/prometheus` is filtered by
 * the names it prints.
 * @see envoy: source/server/admin/stats_params.cc
 */
export function computeStats(answers: AnswerTable, url: URL): StoredAnswer | undefined {
  const prometheus = url.pathname === '/stats/prometheus' || url.searchParams.get('format') === 'prometheus'
  if (url.pathname !== '/stats' && url.pathname !== '/stats/prometheus') return undefined
  const expression = url.searchParams.get('filter') ?? ''
  let filter: RegExp
  try {
    filter = new RegExp(expression)
  } catch {
    return text(`Invalid re2 regex: ${expression}`, 400)
  }
  const used = url.searchParams.has('usedonly')
  if (prometheus) return filteredPrometheus(answers.get('/stats/prometheus'), filter)
  switch (url.searchParams.get('format') ?? 'text') {
    case 'json':
      return filteredJson(answers, filter, used)
    case 'text':
      return filteredText(answers, filter, used)
    case 'html':
    case 'active-html':
      return answers.get('/stats?format=html')
    default:
      return text('usage: /stats?format=(html|active-html|text|json|prometheus)\n\n', 400)
  }
}

function filteredText(answers: AnswerTable, filter: RegExp, used: boolean): StoredAnswer | undefined {
  const all = answers.get('/stats')
  if (!all) return undefined
  const names = used ? usedNames(answers) : undefined
  const lines = String(all.body)
    .split('\n')
    .filter((line) => {
      const name = line.slice(0, line.indexOf(': '))
      return name !== '' && filter.test(name) && (names?.has(name) ?? true)
    })
  return text(lines.map((line) => `${line}\n`).join(''))
}

function filteredJson(answers: AnswerTable, filter: RegExp, used: boolean): StoredAnswer | undefined {
  const all = answers.get('/stats?format=json')
  const document = all && parseJsonObject(String(all.body))
  if (!document) return undefined
  const names = used ? usedNames(answers) : undefined
  const stats = listAt(document, 'stats').flatMap((one): readonly unknown[] => {
    const name = textAt(one, 'name')
    if (name !== undefined) return filter.test(name) && (names?.has(name) ?? true) ? [one] : []
    const histograms = valueAt(one, 'histograms')
    if (histograms === undefined) return []
    const computed = listAt(histograms, 'computed_quantiles').filter((entry) =>
      filter.test(textAt(entry, 'name') ?? ''),
    )
    const supported = listAt(histograms, 'supported_quantiles')
    return computed.length > 0
      ? [{ histograms: { supported_quantiles: supported, computed_quantiles: computed } }]
      : []
  })
  return json({ stats })
}

/** Names that `usedonly` keeps: recorded, or else those whose value is not the empty one. */
function usedNames(answers: AnswerTable): ReadonlySet<string> {
  const recorded = answers.get('/stats?usedonly')
  const lines = String((recorded ?? answers.get('/stats'))?.body ?? '').split('\n')
  const names = lines.map((line) => line.split(': '))
  return new Set(
    names.flatMap(([name, value]) =>
      name && (recorded || (value !== '0' && value !== 'No recorded values')) ? [name] : [],
    ),
  )
}

function filteredPrometheus(all: StoredAnswer | undefined, filter: RegExp): StoredAnswer | undefined {
  if (!all) return undefined
  const lines = String(all.body)
    .split('\n')
    .filter((line) => line !== '' && filter.test(/^(?:# TYPE )?([^\s{]+)/.exec(line)?.[1] ?? ''))
  return { ...all, body: lines.map((line) => `${line}\n`).join('') }
}
