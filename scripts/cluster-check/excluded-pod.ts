import { runTool } from '../secrets-check/run-tool.ts'
import { exclusions } from './made-connections.ts'

/** A namespace of its own, removed when it is disposed. */
const namespace = 'portolan-check-capture'

/** An injected pod whose annotations exclude ports and a range: meshes seldom have one to look at. */
export class ExcludedPod implements AsyncDisposable {
  readonly ref = `${namespace}/excluded`
  readonly #kubectl: (args: readonly string[], input?: string) => Promise<Buffer>

  private constructor(kubeconfig: string) {
    this.#kubectl = (args, input) =>
      runTool('kubectl', ['--kubeconfig', kubeconfig, ...args], {
        ...(input === undefined ? {} : { input }),
        deadlineMs: 150_000,
      })
  }

  /**
   * @param range the one that is excluded, as `10.96.8.71/32`
   * @throws with kubectl's words; what was made by then is removed
   */
  static async plant(
    kubeconfig: string,
    program: { readonly image: string; readonly command: readonly string[] },
    range: string,
  ): Promise<ExcludedPod> {
    const planted = new ExcludedPod(kubeconfig)
    const labels = { 'istio-injection': 'enabled' }
    const made = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }
    // One that is there already is somebody else's, and stays.
    await planted.#kubectl(['create', '-f', '-'], JSON.stringify(made))
    try {
      const annotations = {
        'traffic.sidecar.istio.io/excludeInboundPorts': String(exclusions.inboundPort),
        'traffic.sidecar.istio.io/excludeOutboundPorts': String(exclusions.outboundPort),
        'traffic.sidecar.istio.io/excludeOutboundIPRanges': range,
      }
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'excluded', namespace, annotations },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [{ name: 'app', imagePullPolicy: 'IfNotPresent', ...program }],
        },
      }
      await planted.#kubectl(['apply', '-f', '-'], JSON.stringify(pod))
      const waiting = ['wait', '-n', namespace, 'pod/excluded', '--for=condition=Ready', '--timeout=120s']
      await planted.#kubectl(waiting)
      return planted
    } catch (error) {
      await planted[Symbol.asyncDispose]()
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--timeout=120s'])
  }
}
