import type { JsonObject } from '../json-value.ts'

/** One HTTP answer in a recording; `base64` where the body is not text. */
export type RecordedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly base64?: true
}

/** How an HTTP server treats what was not recorded. */
export type Dialect = 'envoy-admin' | 'plain'

/** One listening socket of a recorded pod. Addresses are as in the socket table. */
export type RecordedPort = { readonly container: string; readonly address: string } & (
  | {
      readonly kind: 'http'
      readonly dialect: Dialect
      /** By request target. */
      readonly answers: Readonly<Record<string, RecordedAnswer>>
      /** The answer to a path that does not exist. */
      readonly unknown: RecordedAnswer
    }
  | {
      readonly kind: 'https'
      readonly names: readonly string[]
      readonly answers: Readonly<Record<string, RecordedAnswer>>
    }
  | { readonly kind: 'tls'; readonly names: readonly string[]; readonly mutual: boolean }
  | { readonly kind: 'h2c' }
  | { readonly kind: 'dns'; readonly hosts: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'hold' }
  | { readonly kind: 'black-hole' }
)

/** What `recordings/NAME/pods/NAMESPACE_NAME.json.gz` holds. */
export type PodRecording = { readonly ports: Readonly<Record<string, RecordedPort>> }

/** What `recordings/NAME/mesh.json.gz` holds. */
export type MeshRecording = {
  readonly recordedAt: string
  /** In words, without any path of the machine it was made on. */
  readonly from: string
  readonly kubernetesVersion: string
  readonly objects: {
    readonly pods: readonly JsonObject[]
    readonly services: readonly JsonObject[]
    readonly namespaces: readonly JsonObject[]
    readonly configmaps: readonly JsonObject[]
  }
}
