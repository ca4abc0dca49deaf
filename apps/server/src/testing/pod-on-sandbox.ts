import { KubeConfig } from '@kubernetes/client-node'
import { chartFor } from '@portolan/catalog/chart-for'
import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import type { PodSwitches } from '@portolan/sandbox/pod-switches'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import type { Sandbox, SandboxOptions } from '@portolan/sandbox/start-sandbox'
import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { systemClock } from '../clock.ts'
import { ClusterClient } from '../cluster/cluster-client.ts'
import { podObject } from '../cluster/kube-objects.ts'
import { askPort } from '../observe/ask-port.ts'
import * as z from 'zod/mini'

const unread = { kind: 'unread', reason: 'failed', text: 'not read in this test' } as const

/** One pod of a sandbox with everything that it takes to ask its ports. */
export class PodOnSandbox implements AsyncDisposable {
  readonly sandbox: Sandbox
  readonly pod: PodSwitches
  readonly access: ApiServerAccess
  readonly agent: TunnelAgent
  readonly client: ClusterClient

  private constructor(sandbox: Sandbox, ref: `${string}/${string}`, user: string) {
    const config = new KubeConfig()
    config.loadFromString(sandbox.kubeconfig(user))
    this.sandbox = sandbox
    this.pod = sandbox.pod(ref)
    this.access = new ApiServerAccess(config)
    this.agent = new TunnelAgent(this.access)
    this.client = new ClusterClient(this.access, systemClock)
  }

  static async start(
    ref: `${string}/${string}` = 'shop/frontend',
    options: Partial<SandboxOptions> & { readonly user?: string } = {},
  ): Promise<PodOnSandbox> {
    const { user = 'admin', ...sandbox } = options
    const mesh = generateMesh({ pods: 2, services: 2, namespaces: 1 })
    // containerd's second would make every test of an accepted port slow.
    return new PodOnSandbox(await startSandbox({ mesh, lingerMilliseconds: 40, ...sandbox }), ref, user)
  }

  /** The chart of the pod as it is now. */
  chart(): Chart {
    const pod = z.parse(podObject, this.pod.object)
    return chartFor({
      pod,
      namespace: { kind: 'read', value: { labels: { 'istio-injection': 'enabled' } } },
      services: { kind: 'read', value: [] },
      meshConfig: { kind: 'read', value: { object: 'istio-system/istio', text: '{}' } },
      controlPlane: unread,
      listeners: undefined,
    })
  }

  port(number: number): ChartPort {
    const port = this.chart().ports.find((one) => one.number.kind === 'known' && one.number.value === number)
    if (port === undefined) throw new Error(`the chart has no port ${number}`)
    return port
  }

  /** The evidence of one question, as the prober would put it. */
  ask(number: number, deadlineMs = 3_000, port: ChartPort = this.port(number)): Promise<Evidence> {
    const { access, agent } = this
    return askPort(this.chart(), port, { access, agent, deadlineMs, signal: new AbortController().signal })
  }

  reviewAccess = () => {
    const { namespace = '', name } = this.pod.object.metadata
    return this.client.portForwardAccess(namespace, name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.agent[Symbol.dispose]()
    this.access[Symbol.dispose]()
    await this.sandbox[Symbol.asyncDispose]()
  }
}
