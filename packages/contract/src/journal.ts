import * as z from 'zod/mini'
import { accessNeed } from './access.ts'
import { podRef } from './pod-ref.ts'

/**
 * Why a request was sent on the user's behalf:
 * - `chart`: somebody looks at a pod, and its chart is read
 * - `probe`: a port of that pod is asked whether it answers
 * - `explorer`: the list of pods, kept fresh by a watch
 * - `sync`: what istiod and the proxies agree on, for the explorer's badges
 * - `pulse`: a sign of life of the API server while a watch says nothing
 * - `session`: who we are and which version the cluster has
 * - `access`: what this identity may do
 * - `original-page`: a page that somebody opened
 * - `snapshot`: a recording that somebody asked for
 * - `inside`: a look inside a pod that somebody asked for
 * - `logs`: what a container wrote, which somebody wants to read
 * - `matrix`: the ports of all pods, which somebody looks at
 * - `envoy`: a pod’s Envoy is asked, or changed, because somebody ordered it
 * - `unsaid`: nobody said
 */
export const requestReasons = [
  'chart',
  'probe',
  'explorer',
  'sync',
  'pulse',
  'session',
  'access',
  'original-page',
  'snapshot',
  'inside',
  'logs',
  'matrix',
  'envoy',
  'unsaid',
] as const
export const requestReason = z.enum(requestReasons)
export type RequestReason = z.infer<typeof requestReason>

/** Where a request went. */
export const requestTarget = z.discriminatedUnion('kind', [
  /** The Kubernetes API itself. `need` is the right that an access review asked about. */
  z.object({ kind: z.literal('api'), need: z.optional(accessNeed) }),
  /** The Kubernetes API, to open a tunnel to a pod's port. */
  z.object({ kind: z.literal('tunnel'), pod: podRef, port: z.number() }),
  /** A pod's port, in HTTP through a tunnel. */
  z.object({ kind: z.literal('port'), pod: podRef, port: z.number() }),
  /** A pod's port, in another protocol; `asked` is the question in the field's own words, e.g. `TLS ClientHello`. */
  z.object({ kind: z.literal('stream'), pod: podRef, port: z.number(), asked: z.string() }),
  /** A container, to run a command in it. */
  z.object({
    kind: z.literal('exec'),
    pod: podRef,
    container: z.string(),
    command: z.array(z.string()),
  }),
])
export type RequestTarget = z.infer<typeof requestTarget>

/**
 * One request, or one question that is put again and again (`count` above 1;
 * then the values are those of the last time). Bodies, headers and credentials
 * are never part of it. Times are ISO 8601, durations milliseconds.
 */
export const journalEntry = z.object({
  /** In the order of the first time. */
  id: z.number(),
  cluster: z.string(),
  /** As whom: the kubeconfig's user, or who is impersonated. */
  identity: z.string(),
  why: requestReason,
  target: requestTarget,
  method: z.string(),
  /** Path with query, bounded. */
  path: z.string(),
  startedAt: z.string(),
  /** How often it was sent. */
  count: z.number(),
  /** How many of them are under way. */
  running: z.number(),
  /** How many of them had no answer. */
  failed: z.number(),
  /** From sending to the end of the answer; of the longest time when it was sent more than once. */
  milliseconds: z.optional(z.number()),
  worstMilliseconds: z.optional(z.number()),
  /** Received, head included. */
  bytes: z.number(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('running') }),
    /** An answer of any status; of a tunnel that opened, 101. */
    z.object({ kind: z.literal('answered'), status: z.number() }),
    /** A connection in another protocol that was held and closed. */
    z.object({ kind: z.literal('held') }),
    z.object({ kind: z.literal('cancelled') }),
    /** No answer, or not all of it; `text` is the runtime's or the network's own word. */
    z.object({ kind: z.literal('failed'), status: z.optional(z.number()), text: z.string() }),
  ]),
})
export type JournalEntry = z.infer<typeof journalEntry>
