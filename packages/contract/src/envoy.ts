import * as z from 'zod/mini'
import { podRef } from './pod-ref.ts'

/**
 * What can be asked of a pod's Envoy, each a path of its admin interface.
 * `logging` is sent as a POST without parameters, which only lists.
 */
export const envoyQuestions = [
  'config-dump',
  'clusters',
  'listeners',
  'certs',
  'server-info',
  'memory',
  'runtime',
  'init-dump',
  'help',
  'stats',
  'logging',
] as const
export const envoyQuestion = z.enum(envoyQuestions)
export type EnvoyQuestion = z.infer<typeof envoyQuestion>

/** Longest answer that is handed on, in bytes. */
export const envoyAnswerBytes = { usual: 32 * 1024 * 1024, most: 1024 * 1024 * 1024 } as const

const flag = z.optional(z.enum(['true', 'false']))
/** A regular expression in RE2's syntax, which Envoy itself judges. */
const expression = z.optional(z.string().check(z.maxLength(2_000), z.regex(/^[^\p{Cc}]+$/u)))

/** Of a query everything is text. A parameter that a question does not take is refused, lest a typo fetches everything. */
export const envoyQuery = z.strictObject({
  /** A repeated field of one of the dumps, e.g. `dynamic_listeners`. */
  resource: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,99}$/))),
  /** Field paths with commas between them. */
  mask: z.optional(z.string().check(z.maxLength(2_000), z.regex(/^[A-Za-z0-9_.,]+$/))),
  nameRegex: expression,
  includeEds: flag,
  filter: expression,
  type: z.optional(z.enum(['All', 'Counters', 'Histograms', 'Gauges', 'TextReadouts'])),
  usedonly: flag,
  histogramBuckets: z.optional(z.enum(['none', 'cumulative', 'disjoint', 'detailed', 'summary'])),
  maxBytes: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(envoyAnswerBytes.most))),
})
export type EnvoyQuery = z.infer<typeof envoyQuery>

/** Which parameters a question takes beside `maxBytes`. */
export const envoyParameters: Readonly<
  Record<EnvoyQuestion, readonly Exclude<keyof EnvoyQuery, 'maxBytes'>[]>
> = {
  'config-dump': ['resource', 'mask', 'nameRegex', 'includeEds'],
  clusters: [],
  listeners: [],
  certs: [],
  'server-info': [],
  memory: [],
  runtime: [],
  'init-dump': ['mask'],
  help: [],
  stats: ['filter', 'type', 'usedonly', 'histogramBuckets'],
  logging: [],
}

/** From the wordiest to silence. */
export const envoyLogLevels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'] as const
export const envoyLogLevel = z.enum(envoyLogLevels)
export type EnvoyLogLevel = z.infer<typeof envoyLogLevel>

/** Seconds until levels are set back. */
export const returnAfterSeconds = { least: 10, most: 86_400 } as const

/** Levels by logger, in Envoy's own words. */
export const loggerLevels = z.record(z.string(), z.string())
export type LoggerLevels = z.infer<typeof loggerLevels>

export const askedLogLevel = z.object({
  /** A logger's name as `POST /logging` lists it, or `*` for all of them. */
  logger: z.string().check(z.regex(/^(?:\*|[A-Za-z0-9_./-]{1,200})$/)),
  level: envoyLogLevel,
  /** All pods of this pod's workload. */
  workload: z.optional(z.boolean()),
  returnAfterSeconds: z.optional(
    z.number().check(z.int(), z.minimum(returnAfterSeconds.least), z.maximum(returnAfterSeconds.most)),
  ),
  /** That the person was asked, and said yes. */
  confirmed: z.optional(z.boolean()),
})
export type AskedLogLevel = z.infer<typeof askedLogLevel>

/** What became of one pod. `before` and `now` hold the loggers that were asked for. */
export const logLevelChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('changed'),
    pod: podRef,
    before: loggerLevels,
    now: loggerLevels,
    /** The id of the pending return, where one was ordered. */
    returnId: z.optional(z.string()),
  }),
  /** `code` as in problems. With a `returnId` the level may be set all the same, and will be set back. */
  z.object({
    kind: z.literal('failed'),
    pod: podRef,
    code: z.string(),
    text: z.string(),
    returnId: z.optional(z.string()),
  }),
])
export type LogLevelChange = z.infer<typeof logLevelChange>

/**
 * How a return ended:
 * - `returned`: the earlier levels are set; loggers in `left` had been changed by somebody else
 * - `kept`: a person said that the level stays
 * - `superseded`: the levels were set anew through Portolan
 * - `changed-by-others`: no logger is as it was set, so nothing was done
 * - `restarted`: that Envoy is gone, and the new one has levels of its own
 * - `pod-gone`: the pod is gone, or another one has its name
 * - `failed`: it could not be done; `text` says why
 */
export const returnEndings = [
  'returned',
  'kept',
  'superseded',
  'changed-by-others',
  'restarted',
  'pod-gone',
  'failed',
] as const

/** One promise to set log levels back. Times are ISO 8601. */
export const logLevelReturn = z.object({
  id: z.string(),
  cluster: z.string(),
  /** As whom it is done. */
  identity: z.string(),
  pod: podRef,
  uid: z.string(),
  /** The container that Envoy runs in, and how often it had been restarted. */
  container: z.string(),
  restarts: z.number(),
  /** As it was asked for; `*` for all. */
  logger: z.string(),
  level: z.string(),
  earlier: loggerLevels,
  setAt: z.string(),
  at: z.string(),
  state: z.enum(['pending', 'returning', ...returnEndings]),
  endedAt: z.optional(z.string()),
  left: z.optional(z.array(z.string())),
  text: z.optional(z.string()),
})
export type LogLevelReturn = z.infer<typeof logLevelReturn>
