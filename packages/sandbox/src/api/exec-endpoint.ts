import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { textAt, valueAt } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import type { FedInput } from '../pods/command-input.ts'
import type { NodeAgent } from '../pods/node-agent.ts'
import type { SandboxIdentity } from './access-rules.ts'
import { refuseUpgrade } from './answer.ts'
import type { ApiFaults } from './api-faults.ts'
import { containerAsked, statusOfContainer } from './container-asked.ts'
import { greet, inputFrom, sendStatus, serveExec, type ExecAsked } from './exec-session.ts'
import { closesChannels, execProtocols, internalError, type ExecProtocol } from './exec-words.ts'
import type { Identities } from './identities.ts'
import type { ObjectStore } from './object-store.ts'
import { OpenConnections } from './open-connections.ts'
import { queryFlag } from './query-flag.ts'
import { badRequest, dialingBackend, forbidden, notFound, type Status } from './status.ts'

export type ExecContext = {
  readonly store: ObjectStore
  readonly node: NodeAgent
  readonly identities: Identities
  readonly faults: ApiFaults
  /** Rights that an upgrade needs. */
  readonly verbs: readonly string[]
  /** Whether the API server speaks v5 itself, as from Kubernetes 1.30 on. */
  readonly speaksV5: boolean
}

export type ExecRequest = {
  readonly identity: SandboxIdentity
  readonly namespace: string
  readonly name: string
  readonly query: URLSearchParams
}

type Refusal = { readonly code: number; readonly body: Status | string | undefined }
type Granted = { readonly pod: KubeObject; readonly asked: ExecAsked }

/** The upgrade of `pods/exec`, and the commands that came of it. */
export class ExecEndpoint {
  readonly connections = new OpenConnections()
  readonly #context: ExecContext
  readonly #server: WebSocketServer

  constructor(context: ExecContext) {
    this.#context = context
    this.#server = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      handleProtocols: (offered) => this.#choose(offered) ?? false,
    })
  }

  /**
   * Takes or refuses an upgrade. With v5 the API server takes it before it has
   * asked the kubelet, whose refusal is then a status; with v4 nothing is taken
   * before the kubelet agrees.
   */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, asked: ExecRequest): Promise<void> {
    const granted = this.#grant(request, asked)
    if ('code' in granted) return refuseUpgrade(socket, granted.code, granted.body)
    const protocol = this.#choose(offeredBy(request))
    if (protocol === undefined) return refuseUpgrade(socket, 403, undefined)
    if (protocol === closesChannels) {
      return this.#accept(request, socket, head, async (webSocket) => {
        const input = inputFrom(webSocket, protocol, granted.asked)
        await this.#context.faults.untilKubeletRuns()
        if (webSocket.readyState !== webSocket.OPEN) return
        const refusal = this.#refusalOfNode(granted)
        if (refusal) return sendStatus(webSocket, internalError(inTranslatorsWords(refusal, granted)))
        await this.#serve(webSocket, protocol, granted, input)
      })
    }
    await this.#context.faults.untilKubeletRuns()
    if (socket.destroyed) return
    const refusal = this.#refusalOfNode(granted)
    if (refusal) return refuseUpgrade(socket, refusal.code, refusal.body)
    this.#accept(request, socket, head, (webSocket) =>
      this.#serve(webSocket, protocol, granted, inputFrom(webSocket, protocol, granted.asked)),
    )
  }

  #accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    serve: (webSocket: WebSocket) => Promise<void>,
  ): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.connections.add(socket)
      webSocket.on('error', () => socket.destroy())
      greet(webSocket)
      const close = () => {
        webSocket.close(1000)
        // Go's server closes the connection right after its close frame and waits for no answer.
        socket.end()
      }
      serve(webSocket).then(close, () => socket.destroy())
    })
  }

  async #serve(
    webSocket: WebSocket,
    protocol: ExecProtocol,
    { pod, asked }: Granted,
    input: FedInput,
  ): Promise<void> {
    const inside = this.#context.node.insideOf(pod)
    await inside.prepare()
    await serveExec(webSocket, protocol, asked, inside, input)
  }

  #grant(request: IncomingMessage, { identity, namespace, name, query }: ExecRequest): Granted | Refusal {
    const { identities, store, verbs } = this.#context
    const resource = 'pods/exec'
    // SPDY comes as a POST, which is authorised as "create".
    for (const verb of request.method === 'POST' ? ['create'] : verbs) {
      if (identities.may(identity, { verb, resource, namespace, name })) continue
      return { code: 403, body: forbidden({ username: identity.username, verb, resource, namespace, name }) }
    }
    const pod = store.get('pods', `${namespace}/${name}`)
    if (!pod) return { code: 404, body: notFound('pods', name) }
    const container = containerAsked(pod, query.get('container'))
    if (container.kind === 'refused') return { code: 400, body: container.status }
    if (textAt(pod, 'spec', 'nodeName') === undefined)
      return { code: 400, body: badRequest(`pod ${name} does not have a host assigned`) }
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      return { code: 400, body: badRequest('the sandbox executes commands over WebSockets only') }
    const asked = {
      container: container.name,
      command: query.getAll('command'),
      stdin: queryFlag(query, 'stdin'),
      stdout: queryFlag(query, 'stdout'),
      stderr: queryFlag(query, 'stderr'),
    }
    return { pod, asked }
  }

  /** The kubelet's refusal, or what the API server says when it does not reach it. */
  #refusalOfNode({ pod: before, asked }: Granted): Refusal | undefined {
    const { faults, store } = this.#context
    if (faults.kubelet === 'down') return { code: 500, body: dialingBackend(kubeletOf(before)) }
    const { namespace, name } = before.metadata
    const pod = store.get('pods', `${namespace}/${name}`)
    if (pod?.metadata.uid !== before.metadata.uid) return { code: 404, body: 'pod does not exist' }
    if (!asked.stdin && !asked.stdout && !asked.stderr)
      return { code: 400, body: 'you must specify at least 1 of stdin, stdout, stderr' }
    const status = statusOfContainer(pod, asked.container)
    if (valueAt(status, 'state', 'running') === undefined)
      return { code: 500, body: `container not found (${JSON.stringify(asked.container)})` }
    return undefined
  }

  #choose(offered: ReadonlySet<string>): ExecProtocol | undefined {
    return execProtocols.find(
      (protocol) => offered.has(protocol) && (protocol !== closesChannels || this.#context.speaksV5),
    )
  }
}

function offeredBy(request: IncomingMessage): ReadonlySet<string> {
  const offered = request.headers['sec-websocket-protocol'] ?? ''
  return new Set(offered.split(',').map((one) => one.trim()))
}

function kubeletOf(pod: KubeObject): string {
  return `${textAt(pod, 'status', 'hostIP') ?? '10.0.0.1'}:10250`
}

/** @see client-go: transport/spdy, and apiserver: pkg/util/proxy/streamtranslator.go */
function inTranslatorsWords({ body }: Refusal, { pod, asked }: Granted): string {
  if (typeof body === 'string') return `unable to upgrade connection: ${body}`
  const { namespace, name } = pod.metadata
  const address = kubeletOf(pod)
  const url = `https://${address}/exec/${namespace}/${name}/${asked.container}`
  return `error sending request: Post ${JSON.stringify(url)}: dial tcp ${address}: connect: connection refused`
}
