import * as z from 'zod/mini'
import { askedDebugContainer, debugContainer } from './debug-container.ts'
import { insideRecord, keepLookingSeconds } from './inside-changes.ts'
import { insideLook } from './inside.ts'
import { namespaceName, podName } from './pod-ref.ts'
import { askedConnection, landing, redirectionView } from './redirection.ts'

const podParams = z.object({ cluster: z.string(), namespace: namespaceName, pod: podName })
const none = z.object({})
const containers = z.optional(z.array(z.string().check(z.maxLength(63))).check(z.maxLength(100)))

/**
 * The part of the HTTP API that looks inside pods; a table of its own, so that
 * a browser loads it with the views that need it. Only a POST ever executes
 * something in a pod.
 */
export const insideRoutes = {
  insideLook: {
    method: 'POST',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/inside',
    summary: 'Look inside a pod once: one command in each running container, or in those named',
    params: podParams,
    query: none,
    body: z.object({ containers }),
    answer: insideLook,
  },
  insideRecord: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/inside',
    summary: 'The latest look inside a pod and what changed between looks; executes nothing',
    params: podParams,
    query: none,
    body: none,
    answer: insideRecord,
  },
  keepLooking: {
    method: 'POST',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/inside/keep',
    summary:
      'Look again and again while somebody is subscribed to inside/CLUSTER/NAMESPACE/POD; without `every`: no more',
    params: podParams,
    query: none,
    body: z.object({
      /** Seconds from one look to the next. */
      every: z.optional(
        z.number().check(z.minimum(keepLookingSeconds.least), z.maximum(keepLookingSeconds.most)),
      ),
      containers,
    }),
    answer: z.object({ every: z.optional(z.number()) }),
  },
  debugContainer: {
    method: 'POST',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/inside/debug-container',
    summary:
      'Put a container with a shell into a pod to read one that has none; it stays until the pod ends. Refused with --no-exec and --read-only',
    params: podParams,
    query: none,
    body: askedDebugContainer,
    answer: debugContainer,
  },
  redirection: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/redirection',
    summary: 'How traffic is bent into the proxy, as far as it is known without executing anything',
    params: podParams,
    query: none,
    body: none,
    answer: redirectionView,
  },
  landing: {
    method: 'POST',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/redirection/landing',
    summary: 'Would this connection be captured, and where does it land? Nothing is executed',
    params: podParams,
    query: none,
    body: askedConnection,
    answer: landing,
  },
} as const
