import * as z from 'zod/mini'
import { askedLogLevel, envoyQuery, envoyQuestion, logLevelChange, logLevelReturn } from './envoy.ts'
import { namespaceName, podName } from './pod-ref.ts'

const podParams = z.object({ cluster: z.string(), namespace: namespaceName, pod: podName })
const returnParams = z.object({ id: z.string() })
const none = z.object({})

/**
 * The part of the HTTP API that asks a pod's Envoy and changes its log levels;
 * a table of its own, so that a browser loads it with the views that need it.
 */
export const envoyRoutes = {
  askEnvoy: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/envoy/{question}',
    summary:
      'What a pod’s Envoy says of itself, as it says it. An answer longer than `maxBytes` (32 MiB when left out) is refused with 413 where its length is known before; else the connection breaks after exactly `maxBytes`, and the list of requests says so. Whole dumps, clusters and stats are asked one at a time of each Envoy',
    params: z.extend(podParams, { question: envoyQuestion }),
    query: envoyQuery,
    body: none,
    /** Envoy’s own answer, as it comes. */
    streams: ['application/json', 'text/plain'],
    answer: z.string(),
  },
  setLogLevel: {
    method: 'POST',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/envoy/log-level',
    summary:
      'Set the level of one logger or of all, in one pod or all of its workload, for a while or until it is set again. Refused with --read-only',
    params: podParams,
    query: none,
    body: askedLogLevel,
    answer: z.object({ pods: z.array(logLevelChange) }),
  },
  resetCounters: {
    method: 'POST',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/envoy/reset-counters',
    summary:
      'Set all counters of a pod’s Envoy to zero, which Prometheus takes for a restart. Refused with --read-only',
    params: podParams,
    query: none,
    body: z.object({ confirmed: z.optional(z.boolean()) }),
    answer: none,
  },
  logLevelReturns: {
    method: 'GET',
    path: '/api/log-level-returns',
    summary: 'Log levels that will be set back, and what became of the latest that were, oldest first',
    params: none,
    query: none,
    body: none,
    answer: z.object({ returns: z.array(logLevelReturn) }),
  },
  returnLogLevelNow: {
    method: 'POST',
    path: '/api/log-level-returns/{id}/now',
    summary: 'Set the levels back now; the answer comes once it is done. Refused with --read-only',
    params: returnParams,
    query: none,
    body: none,
    answer: logLevelReturn,
  },
  keepLogLevel: {
    method: 'POST',
    path: '/api/log-level-returns/{id}/keep',
    summary: 'Let the levels be as they are set; nothing is asked of the pod',
    params: returnParams,
    query: none,
    body: none,
    answer: logLevelReturn,
  },
} as const
