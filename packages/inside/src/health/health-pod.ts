/** The parts of a pod that tell of its health; Kubernetes' own JSON fits. */

export type HealthPort = { readonly port: number | string }

export type HealthProbeSpec = {
  readonly httpGet?:
    | (HealthPort & {
        readonly path?: string | undefined
        readonly scheme?: string | undefined
        readonly host?: string | undefined
      })
    | undefined
  readonly tcpSocket?: (HealthPort & { readonly host?: string | undefined }) | undefined
  readonly grpc?: (HealthPort & { readonly service?: string | null | undefined }) | undefined
  readonly exec?: { readonly command?: readonly string[] | undefined } | undefined
  readonly initialDelaySeconds?: number | undefined
  readonly periodSeconds?: number | undefined
  readonly timeoutSeconds?: number | undefined
  readonly successThreshold?: number | undefined
  readonly failureThreshold?: number | undefined
}

export type HealthContainer = {
  readonly name: string
  readonly image?: string | undefined
  readonly restartPolicy?: string | undefined
  readonly env?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined
  readonly ports?:
    | readonly { readonly name?: string | undefined; readonly containerPort: number }[]
    | undefined
  readonly startupProbe?: HealthProbeSpec | undefined
  readonly livenessProbe?: HealthProbeSpec | undefined
  readonly readinessProbe?: HealthProbeSpec | undefined
}

export type TerminatedState = {
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly exitCode: number
  readonly signal?: number | undefined
  readonly startedAt?: string | null | undefined
  readonly finishedAt?: string | null | undefined
}

export type HealthState = {
  readonly running?: { readonly startedAt?: string | null | undefined } | undefined
  readonly waiting?:
    | { readonly reason?: string | undefined; readonly message?: string | undefined }
    | undefined
  readonly terminated?: TerminatedState | undefined
}

export type HealthStatus = {
  readonly name: string
  readonly ready?: boolean | undefined
  readonly started?: boolean | undefined
  readonly restartCount?: number | undefined
  readonly image?: string | undefined
  readonly state?: HealthState | undefined
  readonly lastState?: HealthState | undefined
}

export type HealthPod = {
  readonly metadata?:
    | {
        readonly name?: string | undefined
        readonly namespace?: string | undefined
        readonly uid?: string | undefined
        readonly deletionTimestamp?: string | undefined
      }
    | undefined
  readonly spec?:
    | {
        readonly nodeName?: string | undefined
        readonly restartPolicy?: string | undefined
        readonly initContainers?: readonly HealthContainer[] | undefined
        readonly containers?: readonly HealthContainer[] | undefined
        readonly ephemeralContainers?: readonly HealthContainer[] | undefined
        readonly readinessGates?: readonly { readonly conditionType: string }[] | undefined
      }
    | undefined
  readonly status?:
    | {
        readonly phase?: string | undefined
        readonly reason?: string | undefined
        readonly message?: string | undefined
        readonly conditions?:
          | readonly {
              readonly type: string
              readonly status: string
              readonly reason?: string | undefined
              readonly message?: string | undefined
            }[]
          | undefined
        readonly initContainerStatuses?: readonly HealthStatus[] | undefined
        readonly containerStatuses?: readonly HealthStatus[] | undefined
        readonly ephemeralContainerStatuses?: readonly HealthStatus[] | undefined
      }
    | undefined
}
