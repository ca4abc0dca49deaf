import path from 'node:path'
import { root } from '../tool.ts'
import { runTool } from '../secrets-check/run-tool.ts'

/** A namespace of its own, as the file names it. */
const namespace = 'portolan-envoy-check'
const file = path.join(root, 'scripts/check-envoy/extensions.yaml')

/** A pod whose Envoy has what meshes seldom have all of: JWT, RBAC, fault, rate limit, Lua, Wasm and ECDS. */
export class ExtensionsPod implements AsyncDisposable {
  readonly pod = { namespace, name: 'probe' } as const
  readonly #kubectl: (args: readonly string[]) => Promise<Buffer>

  private constructor(kubeconfig: string) {
    this.#kubectl = (args) =>
      runTool('kubectl', ['--kubeconfig', kubeconfig, ...args], { deadlineMs: 150_000 })
  }

  /** @throws with kubectl's words; what was made by then is removed, but nothing that was there before */
  static async plant(kubeconfig: string): Promise<ExtensionsPod> {
    const planted = new ExtensionsPod(kubeconfig)
    const there = await planted.#kubectl(['get', 'namespace', namespace, '--ignore-not-found', '-o', 'name'])
    if (there.length > 0) throw new Error(`the namespace ${namespace} is there already, and is left alone`)
    try {
      await planted.#kubectl(['create', '-f', file])
      await planted.#kubectl([
        'wait',
        '-n',
        namespace,
        'pod/probe',
        '--for=condition=Ready',
        '--timeout=120s',
      ])
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
