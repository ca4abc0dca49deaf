/**
 * What `chartFor` and `classifyPod` read: the parts of Kubernetes objects that
 * matter, typed loosely enough that client-node's objects and plain JSON both fit.
 */

export type ObjectMeta = {
  readonly name?: string
  readonly namespace?: string
  readonly uid?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly creationTimestamp?: string | Date
  readonly deletionTimestamp?: string | Date
  readonly ownerReferences?: readonly {
    readonly kind: string
    readonly name: string
    readonly controller?: boolean
  }[]
}

export type ContainerPort = {
  readonly name?: string
  readonly containerPort: number
  readonly protocol?: string
}

export type Container = {
  readonly name: string
  readonly image?: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[]
  readonly ports?: readonly ContainerPort[]
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[]
  readonly restartPolicy?: string
}

export type ContainerStatus = {
  readonly name: string
  readonly ready?: boolean
  readonly started?: boolean
  readonly restartCount?: number
  readonly image?: string
  readonly state?: {
    readonly running?: { readonly startedAt?: string | Date }
    readonly waiting?: { readonly reason?: string; readonly message?: string }
    readonly terminated?: { readonly reason?: string; readonly message?: string; readonly exitCode?: number }
  }
}

export type Pod = {
  readonly metadata?: ObjectMeta
  readonly spec?: {
    readonly nodeName?: string
    readonly hostNetwork?: boolean
    readonly containers?: readonly Container[]
    readonly initContainers?: readonly Container[]
  }
  readonly status?: {
    readonly phase?: string
    readonly reason?: string
    readonly message?: string
    readonly podIP?: string
    readonly podIPs?: readonly { readonly ip?: string }[]
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
    readonly conditions?: readonly {
      readonly type: string
      readonly status: string
      readonly reason?: string
      readonly message?: string
    }[]
  }
}

export type Service = {
  readonly metadata?: ObjectMeta
  readonly spec?: {
    readonly selector?: Readonly<Record<string, string>>
    readonly ports?: readonly {
      readonly name?: string
      readonly port: number
      readonly targetPort?: number | string
      readonly protocol?: string
      readonly appProtocol?: string
    }[]
  }
}

/** Something read from the cluster, or the reason why it was not. */
export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unread'; readonly reason: 'forbidden' | 'not-found' | 'failed'; readonly text: string }

/** A listener of Envoy's `/listeners?format=json`. */
export type EnvoyListener = { readonly name: string; readonly address: string; readonly port: number }

export type ChartInputs = {
  readonly pod: Pod
  /** Labels of the pod's namespace (injection, ambient mode, revision). */
  readonly namespace: Read<ObjectMeta>
  /** Services of the pod's namespace. */
  readonly services: Read<readonly Service[]>
  /** Text of the `mesh` key of the revision's mesh ConfigMap (`istio` or `istio-REVISION`), with that object's `NAMESPACE/NAME`. */
  readonly meshConfig: Read<{ readonly object: string; readonly text: string }>
  /** Pods of istiod, for the control plane's peer. */
  readonly controlPlane: Read<readonly Pod[]>
  /** What Envoy itself says listens; `undefined` until it was asked. */
  readonly listeners: Read<readonly EnvoyListener[]> | undefined
  /** The Istio version that the component itself tells (Envoy's `/server_info`, istiod's `/version`), for images whose tag tells none. */
  readonly reportedVersion?: string
}
