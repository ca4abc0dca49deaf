import type { ProxyDump } from './dump/proxy-dump.ts'
import type { JsonObject } from './json/json.ts'

/**
 * What one proxy answered so far, parsed but not interpreted. A view reads what it
 * needs; what was not asked, or not answered, is absent, and the view says so.
 */
export type ProxyAnswers = {
  readonly dump: ProxyDump
  /** The answers that the dump was read from; an entry's `document` counts them. */
  readonly documents?: readonly JsonObject[] | undefined
  /** `/clusters?format=json` */
  readonly clusters?: JsonObject | undefined
  /** `/listeners?format=json` */
  readonly listeners?: JsonObject | undefined
  /** `/certs` */
  readonly certs?: JsonObject | undefined
  /** `/server_info` */
  readonly serverInfo?: JsonObject | undefined
  /** `/memory` */
  readonly memory?: JsonObject | undefined
  /** `/runtime` */
  readonly runtime?: JsonObject | undefined
  /** `/init_dump` */
  readonly initDump?: JsonObject | undefined
  /** `/stats?format=json` */
  readonly stats?: JsonObject | undefined
  /** `/stats?format=json&type=Gauges`: the names in it tell gauges from counters. */
  readonly gauges?: JsonObject | undefined
  /** `stats` as it was read before, and when, in milliseconds since 1970. */
  readonly statsBefore?: { readonly answer: JsonObject; readonly readAt: number } | undefined
  /** `POST /logging` without parameters, which only lists. */
  readonly logging?: string | undefined
  /** When the answers were read, in milliseconds since 1970: days left are counted from it. */
  readonly readAt: number
}

/** The answers beside the dump, by the names that they have here. */
export type AnswerName = Exclude<keyof ProxyAnswers, 'dump' | 'documents' | 'statsBefore' | 'readAt'>
