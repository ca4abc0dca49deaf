import type { KubeConfig } from '@kubernetes/client-node'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'

/** A port of a running pod whose `/bytes/N` answers with N bytes, and the kubeconfig that leads to it. */
export type ClusterUnderTest = {
  readonly kubeConfig: KubeConfig
  /** The kubeconfig file, for kubectl. */
  readonly file: string
  readonly target: TunnelTarget
  /** Path of an answer of so many bytes. */
  bytesPath(bytes: number): string
}

/** One table of the report; every figure of one table comes from one run. */
export type Section = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notes?: readonly string[]
}

/** One file of this folder each. */
export type Benchmark =
  | { readonly name: string; readonly on: 'cluster'; run(cluster: ClusterUnderTest): Promise<Section> }
  | { readonly name: string; readonly on: 'sandbox'; run(): Promise<Section> }
