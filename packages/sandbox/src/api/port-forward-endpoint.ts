import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { textAt } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import type { SandboxMesh } from '../mesh.ts'
import type { NodeAgent } from '../pods/node-agent.ts'
import type { SandboxIdentity } from './access-rules.ts'
import type { ApiFaults } from './api-faults.ts'
import { refuseUpgrade } from './answer.ts'
import { forwardPorts, type ForwardTiming } from './forward-ports.ts'
import type { Identities } from './identities.ts'
import type { ObjectStore } from './object-store.ts'
import { OpenConnections } from './open-connections.ts'
import { badRequest, dialingBackend, forbidden, notFound, type Status } from './status.ts'

const protocol = 'v4.channel.k8s.io'

export type PortForwardContext = {
  readonly store: ObjectStore
  readonly node: NodeAgent
  readonly identities: Identities
  readonly faults: ApiFaults
  readonly verbs: readonly string[]
  readonly timing: ForwardTiming
  /** Why a pod of a recording cannot be reached, where nothing of its ports is in it. */
  readonly whyUnknown?: SandboxMesh['whyUnknown']
}

export type PortForwardRequest = {
  readonly identity: SandboxIdentity
  readonly namespace: string
  readonly name: string
  readonly query: URLSearchParams
}

type Refusal = { readonly code: number; readonly body: Status | string | undefined }

/** The upgrade of `pods/portforward`, and the tunnels that came of it. */
export class PortForwardEndpoint {
  readonly connections = new OpenConnections()
  readonly #context: PortForwardContext
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  })

  constructor(context: PortForwardContext) {
    this.#context = context
  }

  /** Takes or refuses an upgrade. With a frozen kubelet it does neither until that goes on. */
  async upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    asked: PortForwardRequest,
  ): Promise<void> {
    const { store, faults, node, timing } = this.#context
    const pod = store.get('pods', `${asked.namespace}/${asked.name}`)
    const refusal = this.#refusalBeforeNode(pod, asked)
    if (refusal || !pod) return refuseUpgrade(socket, refusal?.code ?? 404, refusal?.body)
    await faults.untilKubeletRuns()
    if (socket.destroyed) return
    const late = refusalOfNode(pod, request, asked, faults)
    if (late) return refuseUpgrade(socket, late.code, late.body)
    const unknown = this.#context.whyUnknown?.(pod)
    if (unknown !== undefined) return refuseUpgrade(socket, 500, unknown)
    const runtime = node.runtimeOf(pod)
    await runtime.prepare()
    if (socket.destroyed) return

    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.connections.add(socket)
      webSocket.on('error', () => socket.destroy())
      forwardPorts(webSocket, portsAsked(asked.query), runtime, timing, () => {
        webSocket.close(1000)
        // Go's server closes the connection right after its close frame and waits for no answer.
        socket.end()
      })
    })
  }

  #refusalBeforeNode(pod: KubeObject | undefined, asked: PortForwardRequest): Refusal | undefined {
    const { identities, verbs } = this.#context
    const { identity, namespace, name, query } = asked
    const resource = 'pods/portforward'
    for (const verb of verbs) {
      if (!identities.may(identity, { verb, resource, namespace, name })) {
        return {
          code: 403,
          body: forbidden({ username: identity.username, verb, resource, namespace, name }),
        }
      }
    }
    const wrong = query
      .getAll('ports')
      .flatMap((text) => text.split(','))
      .find((text) => !isUint16(text))
    if (wrong !== undefined) return { code: 400, body: badRequest(unparsable(wrong)) }
    if (!pod) return { code: 404, body: notFound('pods', name) }
    if (textAt(pod, 'spec', 'nodeName') === undefined) {
      return { code: 400, body: badRequest(`pod ${name} does not have a host assigned`) }
    }
    return undefined
  }
}

function refusalOfNode(
  pod: KubeObject,
  request: IncomingMessage,
  { namespace, name, query }: PortForwardRequest,
  faults: ApiFaults,
): Refusal | undefined {
  if (faults.kubelet === 'down') {
    return { code: 500, body: dialingBackend(`${textAt(pod, 'status', 'hostIP') ?? '10.0.0.1'}:10250`) }
  }
  const phase = textAt(pod, 'status', 'phase')
  if (phase === 'Succeeded' || phase === 'Failed')
    return { code: 500, body: `pod not found ("${name}_${namespace}")` }
  if (portsAsked(query).length === 0) return { code: 400, body: 'query parameter "port" is required' }
  const offered = (request.headers['sec-websocket-protocol'] ?? protocol).split(',').map((one) => one.trim())
  return offered.includes(protocol) ? undefined : { code: 403, body: undefined }
}

function portsAsked(query: URLSearchParams): readonly number[] {
  return query
    .getAll('ports')
    .flatMap((text) => text.split(','))
    .map(Number)
}

function isUint16(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65_535
}

function unparsable(text: string): string {
  const why = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax'
  return `cannot convert to []int32: strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`
}
