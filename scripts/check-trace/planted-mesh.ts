import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import process from 'node:process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import { generate } from 'selfsigned'
import * as z from 'zod/mini'
import { firstProcess } from '../cluster-check/pod-network.ts'
import { root } from '../tool.ts'
import { runTool } from '../secrets-check/run-tool.ts'

export const ownNamespace = 'portolan-trace-check'
const secret = 'portolan-trace-check'
const objects = path.join(root, 'scripts/check-trace/mesh.yaml')
const serverScript = path.join(root, 'scripts/check-trace/server.ts')

/** Pods that serve, and at which ports. */
const servers: Readonly<Record<string, readonly string[]>> = {
  one: ['8080', '8081', '8443', '9090', '5000'],
  two: ['8080', '8081', '8443', '9090', '5000'],
  strict: ['8080'],
  outsider: ['80', '443', '5000', '8443'],
}

const podList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        labels: z.optional(z.record(z.string(), z.string())),
      }),
      spec: z.object({
        containers: z.array(z.object({ name: z.string() })),
        initContainers: z.optional(z.array(z.object({ name: z.string() }))),
      }),
      status: z.object({
        phase: z.string(),
        podIP: z.optional(z.string()),
        containerStatuses: z.optional(z.array(z.object({ containerID: z.optional(z.string()) }))),
        initContainerStatuses: z.optional(z.array(z.object({ containerID: z.optional(z.string()) }))),
      }),
    }),
  ),
})

/** A running pod as the check needs it. */
export type CheckPod = {
  readonly namespace: string
  readonly name: string
  readonly app: string | undefined
  readonly ip: string
  readonly hasProxy: boolean
  /** A process in its network, when it runs on this machine. */
  readonly pid: string | undefined
}

/** The check's own small mesh with its servers, removed when it is disposed. */
export class PlantedMesh implements AsyncDisposable {
  readonly #kubeconfig: string
  readonly #keep: boolean
  readonly #gatewayNamespace: string
  readonly #running: ChildProcess[] = []

  private constructor(kubeconfig: string, gatewayNamespace: string, keep: boolean) {
    this.#kubeconfig = kubeconfig
    this.#gatewayNamespace = gatewayNamespace
    this.#keep = keep
  }

  /**
   * @param keep leaves it there at the end, and takes one that is there already as it is
   * @throws with kubectl's words; what was made by then is removed, but nothing that was there before
   */
  static async plant(kubeconfig: string, gatewayNamespace: string, keep: boolean): Promise<PlantedMesh> {
    const mesh = new PlantedMesh(kubeconfig, gatewayNamespace, keep)
    const there = await mesh.#kubectl(['get', 'namespace', ownNamespace, '--ignore-not-found', '-o', 'name'])
    if (there !== '' && !keep)
      throw new Error(`the namespace ${ownNamespace} is there already, and is left alone`)
    try {
      if (there === '') {
        await mesh.#plantSecret()
        await mesh.#kubectl(['create', '-f', objects])
        const ready = ['pod', '--all', '--for=condition=Ready', '--timeout=120s']
        await mesh.#kubectl(['wait', '-n', ownNamespace, ...ready])
      }
      await mesh.#serve()
      return mesh
    } catch (error) {
      await mesh[Symbol.asyncDispose]()
      throw error
    }
  }

  /** The running pods of the cluster. */
  async pods(): Promise<readonly CheckPod[]> {
    const { items } = podList.parse(JSON.parse(await this.#kubectl(['get', 'pods', '-A', '-o', 'json'])))
    return items.flatMap(({ metadata: { name, namespace, labels }, spec, status }) => {
      if (status.phase !== 'Running' || status.podIP === undefined) return []
      const containers = [...spec.containers, ...(spec.initContainers ?? [])]
      const ids = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
      const pid = ids
        .flatMap(({ containerID }) =>
          containerID === undefined ? [] : [containerID.replace(/^.*:\/\//, '')],
        )
        .flatMap((id) => firstProcess(id) ?? [])[0]
      const hasProxy = containers.some((one) => one.name === 'istio-proxy')
      return [{ namespace, name, app: labels?.['app'], ip: status.podIP, hasProxy, pid }]
    })
  }

  /** `NAME.NAMESPACE` to the address of the Service. */
  async services(): Promise<ReadonlyMap<string, string>> {
    const template = '{range .items[*]}{.metadata.name}.{.metadata.namespace} {.spec.clusterIP}{"\\n"}{end}'
    const text = await this.#kubectl(['get', 'services', '-A', '-o', `jsonpath=${template}`])
    return new Map(
      text.split('\n').flatMap((line) => {
        const [name = '', address = ''] = line.split(' ')
        return address === '' ? [] : [[name, address] as const]
      }),
    )
  }

  /** The lines that a proxy has written lately. */
  async log({ namespace, name }: CheckPod): Promise<readonly string[]> {
    const text = await this.#kubectl(['logs', '-n', namespace, name, '-c', 'istio-proxy', '--since=10m'])
    return text.split('\n')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#running) server.kill()
    if (this.#keep) return
    await this.#kubectl(['delete', 'secret', '-n', this.#gatewayNamespace, secret, '--ignore-not-found'])
    await this.#kubectl(['delete', 'namespace', ownNamespace, '--ignore-not-found', '--timeout=120s'])
  }

  async #kubectl(args: readonly string[]): Promise<string> {
    const output = await runTool('kubectl', ['--kubeconfig', this.#kubeconfig, ...args], {
      deadlineMs: 150_000,
    })
    return output.toString('utf8')
  }

  /** A certificate for the gateway's own TLS, beside the gateway, where Istio looks for it. */
  async #plantSecret(): Promise<void> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-check-'))
    try {
      const { private: key, cert } = await generate([{ name: 'commonName', value: 'tls.trace.test' }])
      await writeFile(path.join(folder, 'key'), key)
      await writeFile(path.join(folder, 'cert'), cert)
      await this.#kubectl(['delete', 'secret', '-n', this.#gatewayNamespace, secret, '--ignore-not-found'])
      const files = [`--key=${path.join(folder, 'key')}`, `--cert=${path.join(folder, 'cert')}`]
      await this.#kubectl(['create', 'secret', 'tls', secret, '-n', this.#gatewayNamespace, ...files])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** Starts the servers, each in the network of its pod. */
  async #serve(): Promise<void> {
    const pods = await this.pods()
    for (const [name, ports] of Object.entries(servers)) {
      const pid = pods.find((pod) => pod.namespace === ownNamespace && pod.name === name)?.pid
      if (pid === undefined) throw new Error(`the pod ${name} has no process on this machine`)
      const args = ['-t', pid, '-n', process.execPath, serverScript, name, ...ports]
      const server = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'inherit'] })
      this.#running.push(server)
      await once(server.stdout, 'data')
    }
  }
}
