import * as z from 'zod/mini'
import { podHealth } from './health.ts'
import { namespaceName, podName } from './pod-ref.ts'

const podParams = z.object({ cluster: z.string(), namespace: namespaceName, pod: podName })
const none = z.object({})
const flag = z.optional(z.enum(['true', 'false']))

/** What one reading of logs may bring, per container. */
export const logLimits = {
  /** Lines from the end, when nothing else is said. */
  usualTail: 500,
  mostTail: 10_000,
  /** Containers of one reading. */
  mostContainers: 20,
  /** Bytes of one container, of a log that is not followed. */
  mostBytes: 8 * 1024 * 1024,
  /** A longer line is cut, in bytes. */
  longestLine: 64 * 1024,
} as const

const containerName = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?'

/** Of a query everything is text; numbers are read from it. */
export const logQuery = z.object({
  /** Names with commas between them, at most {@link logLimits.mostContainers}. */
  container: z
    .string()
    .check(z.regex(new RegExp(`^${containerName}(?:,${containerName}){0,${logLimits.mostContainers - 1}}$`))),
  /** The life before the present one. */
  previous: flag,
  follow: flag,
  /** Lines from the end. */
  tail: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(logLimits.mostTail))),
  /** Only what was written in the last so many seconds. */
  since: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(30 * 24 * 3600))),
})

/**
 * What Portolan itself says between the lines of a log, as `! CODE words`:
 * - `ended`: the container writes no more
 * - `cut`: there was more than is handed on
 * - `late`: it took too long
 * - `missing`: there is no such log, in the API server's words
 * - `failed`: it could not be read (on), in the API server's or the network's words
 */
export const logNotes = ['ended', 'cut', 'late', 'missing', 'failed'] as const
export type LogNote = (typeof logNotes)[number]

/**
 * The part of the HTTP API about a pod's health; a table of its own, so that a
 * browser loads it with the view that needs it.
 */
export const healthRoutes = {
  podHealth: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/health',
    summary: 'Containers, probes and the way of each probe, hop by hop, with the one that fails; events',
    params: podParams,
    query: none,
    body: none,
    answer: podHealth,
  },
  podLogs: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/logs',
    summary:
      'What containers wrote, each line behind its time (RFC 3339); of several containers behind [NAME], too. A line that begins with "!" instead of a time is Portolan’s: ! ended, cut, late, missing or failed, and why',
    params: podParams,
    query: logQuery,
    body: none,
    /** No JSON, but text as it comes. */
    streams: 'text/plain',
    answer: z.string(),
  },
} as const
