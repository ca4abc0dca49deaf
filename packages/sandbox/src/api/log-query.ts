import { queryFlag } from './query-flag.ts'
import { badRequest, invalid, type Status } from './status.ts'

/** What somebody wants of a log. */
export type LogQuery = {
  readonly follow: boolean
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines: number | undefined
  readonly limitBytes: number | undefined
  /** Lines from then on; milliseconds since 1970. */
  readonly since: number | undefined
}

export type LogQueryRead =
  | { readonly kind: 'query'; readonly query: LogQuery }
  | { readonly kind: 'refused'; readonly status: Status }

/** Of each number, the least that is allowed. */
const least = { tailLines: 0, limitBytes: 1, sinceSeconds: 1 } as const
const numberFields = ['tailLines', 'limitBytes', 'sinceSeconds'] as const
type NumberField = (typeof numberFields)[number]

/**
 * Reads the options of `pods/log`, as strictly as the API server does.
 * @see kubernetes: pkg/apis/core/validation/validation.go, ValidatePodLogOptions
 */
export function readLogQuery(podName: string, query: URLSearchParams): LogQueryRead {
  const numbers: Partial<Record<NumberField, number>> = {}
  for (const field of numberFields) {
    const text = query.get(field)
    if (text === null || text === '') continue
    if (!/^[+-]?\d+$/.test(text)) {
      return refused(badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`))
    }
    numbers[field] = Number(text)
  }
  const wrong = numberFields.find((field) => (numbers[field] ?? least[field]) < least[field])
  if (wrong !== undefined) return refused(tooSmall(podName, wrong, numbers[wrong] ?? 0))
  const sinceTime = Date.parse(query.get('sinceTime') ?? '')
  const { tailLines, limitBytes, sinceSeconds } = numbers
  return {
    kind: 'query',
    query: {
      follow: queryFlag(query, 'follow'),
      previous: queryFlag(query, 'previous'),
      timestamps: queryFlag(query, 'timestamps'),
      tailLines,
      limitBytes,
      since: sinceSeconds === undefined ? sinceTime || undefined : Date.now() - sinceSeconds * 1000,
    },
  }
}

function refused(status: Status): LogQueryRead {
  return { kind: 'refused', status }
}

function tooSmall(podName: string, field: NumberField, value: number): Status {
  const how = least[field] === 0 ? 'must be greater than or equal to 0' : 'must be greater than 0'
  return invalid('PodLogOptions', podName, field, `Invalid value: ${value}: ${how}`)
}
