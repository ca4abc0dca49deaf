import type { ServerResponse } from 'node:http'
import { textAt } from '../json-value.ts'
import type { ContainerLog } from '../pods/container-log.ts'
import type { NodeAgent } from '../pods/node-agent.ts'
import type { LogLine } from '../pods/pod-inside.ts'
import type { SandboxIdentity } from './access-rules.ts'
import { answerStatus } from './answer.ts'
import type { ApiFaults } from './api-faults.ts'
import { containerAsked } from './container-asked.ts'
import type { Identities } from './identities.ts'
import { logAvailable } from './log-available.ts'
import { readLogQuery, type LogQuery } from './log-query.ts'
import type { ObjectStore } from './object-store.ts'
import { badRequest, dialingKubelet, forbidden, notFound, notRecorded } from './status.ts'

export type LogContext = {
  readonly store: ObjectStore
  readonly node: NodeAgent
  readonly identities: Identities
  readonly faults: ApiFaults
}

type LogRequest = {
  readonly identity: SandboxIdentity
  readonly namespace: string
  readonly name: string
  readonly query: URLSearchParams
}

/** `pods/log`: what a container wrote, and with `follow` what it goes on to write. */
export async function serveLog(
  { store, node, identities, faults }: LogContext,
  { identity, namespace, name, query }: LogRequest,
  response: ServerResponse,
): Promise<void> {
  const question = { verb: 'get', resource: 'pods/log', namespace, name }
  if (!identities.may(identity, question))
    return answerStatus(response, forbidden({ ...question, username: identity.username }))
  const read = readLogQuery(name, query)
  if (read.kind === 'refused') return answerStatus(response, read.status)
  const pod = store.get('pods', `${namespace}/${name}`)
  if (!pod) return answerStatus(response, notFound('pods', name))
  const container = containerAsked(pod, query.get('container'))
  if (container.kind === 'refused') return answerStatus(response, container.status)
  if (textAt(pod, 'spec', 'nodeName') === undefined) {
    response.writeHead(204, { 'cache-control': 'no-cache, private' }).end()
    return
  }
  await faults.untilKubeletRuns()
  if (response.destroyed) return
  if (faults.kubelet === 'down') {
    const address = `${textAt(pod, 'status', 'hostIP') ?? '10.0.0.1'}:10250`
    return answerStatus(
      response,
      dialingKubelet(address, `containerLogs/${namespace}/${name}/${container.name}`),
    )
  }
  const available = logAvailable(pod, container.name, read.query.previous)
  if (available.kind === 'none') return answerStatus(response, badRequest(available.words))
  const inside = node.insideOf(pod)
  await inside.prepare()
  const unknown = inside.whyNoLog(container.name, available.previous)
  if (unknown !== undefined) return answerStatus(response, notRecorded(unknown))
  const log = inside.log(container.name, available.previous) ?? inside.log(container.name, false)
  response.writeHead(200, { 'cache-control': 'no-cache, private', 'content-type': 'text/plain' })
  // A follower is told at once that it follows, however quiet the container is.
  response.flushHeaders()
  if (log) sendLog(log, read.query, response)
  else response.end()
}

/** Lines as the kubelet writes them; the limit may cut one in the middle. */
function sendLog(log: ContainerLog, query: LogQuery, response: ServerResponse): void {
  let room = query.limitBytes ?? Number.POSITIVE_INFINITY
  const send = ({ at, text }: LogLine) => {
    if (room <= 0) return
    const bytes = Buffer.from(`${query.timestamps ? `${at} ` : ''}${text}\n`).subarray(0, room)
    room -= bytes.length
    response.write(bytes)
    if (room <= 0) response.end()
  }
  const { since, tailLines } = query
  const wanted = log.lines.filter(({ at }) => since === undefined || Date.parse(at) >= since)
  for (const line of tailLines === undefined
    ? wanted
    : wanted.slice(wanted.length - Math.min(tailLines, wanted.length)))
    send(line)
  if (!query.follow) {
    response.end()
    return
  }
  response.once('close', log.follow({ line: send, ended: () => response.end() }))
}
