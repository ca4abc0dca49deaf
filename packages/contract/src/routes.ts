import * as z from 'zod/mini'
import { podDetail, podList, podPorts } from './pods.ts'
import { namespaceName, podName, portNumber } from './pod-ref.ts'
import { clusterInfo, session } from './session.ts'

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
} as const
export type RouteName = keyof typeof routes
export type RouteAnswer<N extends RouteName> = z.infer<(typeof routes)[N]['answer']>
export type RouteParams<N extends RouteName> = z.input<(typeof routes)[N]['params']>
