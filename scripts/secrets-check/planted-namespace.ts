import { checkNamespace, plantedObjects, plantedPod } from './planted-objects.ts'
import type { PlantedImages } from './planted-objects.ts'
import type { PlantedValues } from './planted-values.ts'
import { writerName } from './planted-writer.ts'
import { runTool } from './run-tool.ts'

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: checkNamespace, labels: { 'istio-injection': 'enabled' } },
}

/** A namespace of its own with the values planted in it, until it is disposed. */
export class PlantedNamespace implements AsyncDisposable {
  readonly #kubectl: (args: readonly string[], input?: string) => Promise<Buffer>

  private constructor(kubeconfig: string) {
    this.#kubectl = (args, input) =>
      runTool('kubectl', ['--kubeconfig', kubeconfig, ...args], {
        ...(input === undefined ? {} : { input }),
        deadlineMs: 180_000,
      })
  }

  /**
   * Makes the namespace, with sidecar injection, and waits until its pod is ready.
   * @throws with kubectl's words; what was made by then is removed
   */
  static async plant(
    kubeconfig: string,
    values: PlantedValues,
    images: PlantedImages,
    signal: AbortSignal,
  ): Promise<PlantedNamespace> {
    const planted = new PlantedNamespace(kubeconfig)
    // One that is there already is somebody else's, and stays.
    await planted.#kubectl(['create', '-f', '-'], JSON.stringify(namespace))
    try {
      await planted.#apply(values, images, signal)
      return planted
    } catch (error) {
      await planted[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Everything that the cluster shows of the planted objects, Envoy of its configuration, and the pod of its log and its process: what a careless recorder would keep. */
  async everythingShown(): Promise<Buffer> {
    const kinds =
      'secrets,configmaps,services,pods,proxyconfigs,virtualservices,authorizationpolicies,envoyfilters'
    const objects = await this.#kubectl(['get', kinds, '-n', checkNamespace, '-o', 'json'])
    const inPod = ['exec', '-n', checkNamespace, plantedPod, '-c']
    const inside = [...inPod, 'istio-proxy', '--', 'pilot-agent', 'request', 'GET']
    return Buffer.concat([
      objects,
      await this.#kubectl([...inside, 'config_dump']),
      await this.#kubectl([...inside, 'server_info']),
      await this.#kubectl([...inPod, writerName, '--', 'cat', '/proc/1/cmdline']),
      await this.#kubectl(['logs', '-n', checkNamespace, plantedPod, '-c', writerName]),
    ])
  }

  /** Removes the namespace and waits until it is gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#kubectl(['delete', 'namespace', checkNamespace, '--ignore-not-found', '--timeout=120s'])
  }

  async #apply(values: PlantedValues, images: PlantedImages, signal: AbortSignal): Promise<void> {
    const items = plantedObjects(values, images)
    // What the sidecar is made from has to be known to istiod before the pod is.
    for (const one of items) {
      signal.throwIfAborted()
      await this.#kubectl(['apply', '-f', '-'], JSON.stringify(one))
    }
    await this.#kubectl([
      'wait',
      '-n',
      checkNamespace,
      `pod/${plantedPod}`,
      '--for=condition=Ready',
      '--timeout=120s',
    ])
  }
}
