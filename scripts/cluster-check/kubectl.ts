import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod/mini'

const run = promisify(execFile)

const port = z.object({
  name: z.optional(z.string()),
  containerPort: z.number(),
  protocol: z.optional(z.string()),
})
const container = z.object({
  name: z.string(),
  image: z.optional(z.string()),
  ports: z.optional(z.array(port)),
})
const statuses = z.optional(
  z.array(
    z.object({
      name: z.string(),
      containerID: z.optional(z.string()),
      state: z.optional(z.object({ running: z.optional(z.unknown()) })),
    }),
  ),
)
const pod = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: z.optional(z.record(z.string(), z.string())),
  }),
  spec: z.object({ containers: z.array(container), initContainers: z.optional(z.array(container)) }),
  status: z.object({ phase: z.string(), containerStatuses: statuses, initContainerStatuses: statuses }),
})
const service = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({
    selector: z.optional(z.record(z.string(), z.string())),
    ports: z.optional(
      z.array(
        z.object({
          port: z.number(),
          targetPort: z.optional(z.union([z.number(), z.string()])),
          protocol: z.optional(z.string()),
        }),
      ),
    ),
  }),
})

/** The witness: what `kubectl` prints about the same cluster, read with no code of the product. */
export type KubectlPod = z.infer<typeof pod>
export type KubectlService = z.infer<typeof service>

/** Whether a container of the pod runs one of Istio's images: it belongs to the mesh, whatever Portolan says. */
export function runsMeshImage({ spec }: KubectlPod): boolean {
  return [...spec.containers, ...(spec.initContainers ?? [])].some(({ image }) =>
    /[/](proxyv2|pilot|ztunnel|install-cni|agentgateway)([:@-]|$)/.test(image ?? ''),
  )
}

export class Kubectl {
  readonly #kubeconfig: string

  constructor(kubeconfig: string) {
    this.#kubeconfig = kubeconfig
  }

  /** @throws with kubectl's words when it fails. */
  async run(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('kubectl', ['--kubeconfig', this.#kubeconfig, ...args], {
      maxBuffer: 64 * 1024 * 1024,
      timeout: 30_000,
    })
    return stdout
  }

  async pods(): Promise<readonly KubectlPod[]> {
    return z
      .object({ items: z.array(pod) })
      .parse(JSON.parse(await this.run('get', 'pods', '-A', '-o', 'json'))).items
  }

  async services(): Promise<readonly KubectlService[]> {
    const text = await this.run('get', 'services', '-A', '-o', 'json')
    return z.object({ items: z.array(service) }).parse(JSON.parse(text)).items
  }

  /** Runs a shell line in the first container of the pod whose image has a shell. */
  async shell(target: KubectlPod, script: string): Promise<string | undefined> {
    const containers = [...(target.spec.initContainers ?? []), ...target.spec.containers].map(
      ({ name }) => name,
    )
    const preferred = containers.toSorted((a, b) => Number(b === 'istio-proxy') - Number(a === 'istio-proxy'))
    for (const name of preferred) {
      const { namespace, name: podName } = target.metadata
      const output = await this.run(
        '-n',
        namespace,
        'exec',
        podName,
        '-c',
        name,
        '--',
        'sh',
        '-c',
        script,
      ).catch(() => undefined)
      if (output !== undefined) return output
    }
    return undefined
  }
}
