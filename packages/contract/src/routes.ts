import * as z from 'zod/mini'
import { journalEntry } from './journal.ts'
import { podDetail, podList, podPorts } from './pods.ts'
import { namespaceName, podName, podRef, portNumber } from './pod-ref.ts'
import { clusterInfo, session } from './session.ts'
import { task } from './task.ts'

const clusterParams = z.object({ cluster: z.string() })
const podParams = z.object({ cluster: z.string(), namespace: namespaceName, pod: podName })
const portParams = z.extend(podParams, { port: portNumber })
const none = z.object({})

/**
 * The law of the HTTP API: Express routes, the web's client and the OpenAPI
 * document all come from this table. Paths use `{name}`.
 */
export const routes = {
  session: {
    method: 'GET',
    path: '/api/session',
    summary: 'Version, mode, switches and clusters',
    params: none,
    query: none,
    body: none,
    answer: session,
  },
  cluster: {
    method: 'GET',
    path: '/api/clusters/{cluster}',
    summary: 'Identity and version, as the API server says',
    params: clusterParams,
    query: none,
    body: none,
    answer: clusterInfo,
  },
  pods: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods',
    summary: 'Pods, what each is to the mesh, and how fresh the list is',
    params: clusterParams,
    query: none,
    body: none,
    answer: podList,
  },
  pod: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}',
    summary: 'One pod with its chart and access',
    params: podParams,
    query: none,
    body: none,
    answer: podDetail,
  },
  ports: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/ports',
    summary: 'Observe every port once, or return what is being observed',
    params: podParams,
    query: none,
    body: none,
    answer: podPorts,
  },
  openRaw: {
    method: 'POST',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/raw/{port}',
    summary: 'A short-lived capability for the original pages of one port',
    params: portParams,
    query: none,
    body: z.object({ confirmed: z.optional(z.boolean()) }),
    answer: z.object({ path: z.string(), expiresAt: z.string() }),
  },
  requests: {
    method: 'GET',
    path: '/api/requests',
    summary: 'The latest requests that were sent on your behalf, oldest first',
    params: none,
    query: none,
    body: none,
    answer: z.object({ requests: z.array(journalEntry) }),
  },
  clearRequests: {
    method: 'POST',
    path: '/api/requests/clear',
    summary: 'Forget the requests that have ended',
    params: none,
    query: none,
    body: none,
    answer: none,
  },
  cancelRequest: {
    method: 'POST',
    path: '/api/requests/{id}/cancel',
    summary: 'Break off what is under way of one request',
    params: z.object({ id: z.coerce.number() }),
    query: none,
    body: none,
    answer: z.object({ cancelled: z.number() }),
  },
  tasks: {
    method: 'GET',
    path: '/api/tasks',
    summary: 'Tasks under way and ended, oldest first',
    params: none,
    query: none,
    body: none,
    answer: z.object({ tasks: z.array(task) }),
  },
  cancelTask: {
    method: 'POST',
    path: '/api/tasks/{id}/cancel',
    summary: 'Cancel a task; the answer comes once it has ended',
    params: z.object({ id: z.string() }),
    query: none,
    body: none,
    answer: task,
  },
  openRecording: {
    method: 'POST',
    path: '/api/recordings',
    summary: 'Open a recording: the body is the file as it is; the answer names its cluster',
    params: none,
    query: none,
    body: none,
    /** The body is no JSON, but bytes of one of these types. */
    upload: ['application/gzip', 'application/x-gzip', 'application/octet-stream'],
    answer: z.object({ cluster: z.string() }),
  },
  closeRecording: {
    method: 'POST',
    path: '/api/recordings/{cluster}/close',
    summary: 'Close a recording: its cluster goes away, and so does the temporary copy of the file',
    params: clusterParams,
    query: none,
    body: none,
    answer: none,
  },
  snapshot: {
    method: 'POST',
    path: '/api/clusters/{cluster}/snapshots',
    summary: 'Record the mesh, or parts of it, as a task whose result is a file to fetch',
    params: clusterParams,
    query: none,
    body: z.object({
      namespaces: z.optional(z.array(namespaceName).check(z.maxLength(1_000))),
      pods: z.optional(z.array(podRef).check(z.maxLength(1_000))),
      costly: z.optional(z.boolean()),
      /** Executes a command in each running container; refused with --no-exec. */
      lookInside: z.optional(z.boolean()),
      /** What containers wrote: free text, in which secrets cannot be found for certain. */
      logs: z.optional(z.boolean()),
    }),
    answer: z.object({ task: z.string() }),
  },
} as const

/** Where the recording that a task made is fetched; its answer is the file itself. */
export function snapshotFilePath(task: string): string {
  return `/api/snapshots/${task}/file`
}

/** Where a file that was named on the command line is fetched; its answer is the file itself. */
export function offeredFilePath(file: string): string {
  return `/api/files/${file}`
}

export type RouteName = keyof typeof routes
export type RouteAnswer<N extends RouteName> = z.infer<(typeof routes)[N]['answer']>
export type RouteParams<N extends RouteName> = z.input<(typeof routes)[N]['params']>
