import * as z from 'zod/mini'
import { evidence } from './evidence.ts'

/** Every way a request to Portolan can end badly. The web translates these; none is ever renamed. */
export const problemCodes = [
  'bad-request',
  'bad-pod-name',
  'bad-port',
  'host-refused',
  'token-missing',
  'token-wrong',
  'origin-refused',
  'method-refused',
  'too-many-requests',
  'not-found',
  'not-recorded',
  'cluster-unknown',
  'cluster-unreachable',
  'cluster-unauthorized',
  'credentials-failed',
  'forbidden',
  'pod-gone',
  'pod-not-running',
  'port-unknown',
  'port-refused',
  'port-silent',
  'port-reset',
  'tunnel-failed',
  'path-refused',
  'query-refused',
  'endpoint-disruptive',
  'endpoint-not-listed',
  'endpoint-disabled',
  'confirmation-needed',
  'capability-unknown',
  'redirect-refused',
  'answer-too-large',
  'answer-broken',
  'not-http',
  'not-a-recording',
  'recording-truncated',
  'recording-damaged',
  'recording-unsafe',
  'recording-too-large',
  'recording-too-new',
  'recording-only',
  'recording-unchangeable',
  'timeout',
  'internal',
] as const
export const problemCode = z.enum(problemCodes)
export type ProblemCode = z.infer<typeof problemCode>

/** RFC 9457. `detail` is safe to show: fixed words, or a component's own bounded words. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: problemCode,
  detail: z.optional(z.string()),
  evidence: z.optional(evidence),
  requestId: z.optional(z.string()),
})
export type Problem = z.infer<typeof problem>
