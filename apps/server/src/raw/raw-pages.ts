import { judgeRequest } from '@portolan/catalog/allow-list'
import type { Endpoint } from '@portolan/contract/chart'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import express from 'express'
import type { ErrorRequestHandler, Request, Response, Router } from 'express'
import { AppError } from '../app-error.ts'
import type { Clusters } from '../cluster/clusters.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { Log } from '../log.ts'
import { because } from '../journal/because.ts'
import { findPod } from '../pods/find-pod.ts'
import type { CapabilityStore, RawGrant } from './capability-store.ts'
import { sendPortIndex } from './port-index-page.ts'
import { failureOf } from './raw-failure.ts'
import { onlyNavigation, onlyReading } from './raw-guards.ts'
import { allowFormsInto, sandboxEveryAnswer } from './raw-headers.ts'
import { RawProxy } from './raw-proxy.ts'
import { readRawTarget } from './raw-target.ts'
import { audienceOf, sendRefusal } from './refusal-page.ts'

/** Longest wait for the API server to say which pod this is, in milliseconds. */
const findPodDeadline = 5_000

export type RawPagesParts = {
  readonly capabilities: CapabilityStore
  readonly clusters: Pick<Clusters, 'get'>
  readonly log: Log
}

/**
 * The original pages, below `/raw/CAPABILITY/`. They answer in an opaque origin
 * and without the launch token, so this router has guards of its own; what it
 * forwards are GETs that the catalog lists as safe, on the one port that the
 * capability was issued for.
 */
export function rawPages({ capabilities, clusters, log }: RawPagesParts): Router {
  const proxies = new WeakMap<TunnelAgent, RawProxy>()
  const router = express.Router()
  router.use(sandboxEveryAnswer) // hostile pages: whatever goes wrong below, the answer is in the sandbox
  router.use(onlyReading) // buttons and forms that would change something; smuggled bodies; upgrades
  router.use(onlyNavigation) // other pages that load parts of this one
  // Express 5 takes the rejection of what a handler returns for its error.
  router.use((request, response) => because({ why: 'original-page' }, () => serve(request, response)))
  router.use(answerRefusal(log))
  return router

  async function serve(request: Request, response: Response): Promise<void> {
    const { token, path, query } = readRawTarget(request) // tricks that two parsers read differently
    const grant = capabilities.resolve(token) // whoever was not handed this path by the API
    if (grant === undefined) throw new AppError({ code: 'capability-unknown', status: 404 })
    const root = `/raw/${token}`
    allowFormsInto(response, root)
    // Relative links resolve against the last slash, so the root must have one.
    if (path === '') return redirect(response, `${root}/${query}`)
    if (path === '/' && !grant.port.endpoints.some(isStartPage) && grant.port.id !== 'application') {
      return sendPortIndex(response, audienceOf(request), grant.port)
    }
    const endpoint = judge(grant, path, query)
    if (endpoint === 'needs-slash') return redirect(response, `${root}${path}/${query}`)
    const session = sessionOf(clusters, grant)
    await samePod(session, grant)
    const proxy = proxies.get(session.agent) ?? new RawProxy(session.agent, log)
    proxies.set(session.agent, proxy)
    const number = numberOf(grant)
    const target = { namespace: grant.pod.namespace, pod: grant.pod.name, uid: grant.uid, port: number }
    const how = endpoint.danger === 'costly' || endpoint.cost === 'high' ? 'costly' : 'usual'
    await proxy.forward(
      request,
      response,
      { root, path, query, number, target, audience: audienceOf(request) },
      how,
    )
  }
}

/** @throws AppError with the catalog's reason when this may not be asked */
function judge(grant: RawGrant, path: string, query: string): Endpoint | 'needs-slash' {
  const asked = { method: 'GET', path, query: query.slice(1) }
  const verdict = judgeRequest(grant.port, asked)
  if (verdict.allowed) return verdict.endpoint
  // Go's mux would redirect /debug/pprof to /debug/pprof/ itself, but only the latter is an endpoint.
  if (judgeRequest(grant.port, { ...asked, path: `${path}/` }).allowed) return 'needs-slash'
  throw new AppError({ code: verdict.code, status: 403, detail: verdict.reason })
}

/** @throws AppError when the capability was issued to another identity than the one that this cluster is used as */
function sessionOf(clusters: Pick<Clusters, 'get'>, grant: RawGrant): ClusterSession {
  const session = clusters.get(grant.cluster)
  if (session.access.identity === grant.identity) return session
  throw new AppError({ code: 'capability-unknown', status: 404 })
}

/** @throws AppError `pod-gone` when another pod has the name now */
async function samePod(session: ClusterSession, grant: RawGrant): Promise<void> {
  const pod = await findPod(session, grant.pod, AbortSignal.timeout(findPodDeadline))
  if (pod.metadata?.uid !== grant.uid) throw new AppError({ code: 'pod-gone', status: 404 })
}

function numberOf({ port }: RawGrant): number {
  if (port.number.kind === 'known') return port.number.value
  throw new AppError({ code: 'port-unknown', status: 404 })
}

function isStartPage({ method, path }: Endpoint): boolean {
  return method === 'GET' && path === '/'
}

function redirect(response: Response, location: string): void {
  response.status(302).set('location', location).end()
}

function answerRefusal(log: Log): ErrorRequestHandler {
  return function answerRawRefusal(error: unknown, request: Request, response: Response, _next) {
    if (response.headersSent) {
      response.destroy()
      return
    }
    if (!(error instanceof AppError)) log.warn({ err: error }, 'an original page failed')
    sendRefusal(response, audienceOf(request), failureOf(error, 'GET'))
  }
}
