import type { RecordedResource } from '../entries.ts'
import { appliedCopyAnnotation, isKnownAnnotation, proxyConfigAnnotation } from './known-annotations.ts'
import { droppedArguments, isIstioContainer, keptArguments } from './known-arguments.ts'
import { keptEventMessage } from './kept-event.ts'
import { keptPath } from './kept-probes.ts'
import { keptVariable } from './kept-variable.ts'
import { keptMeshConfig, keptProxyConfig } from './mesh-settings.ts'
import type { Removal } from './rewrite-json.ts'
import { redacted } from './zone.ts'

/** An object that must not be recorded was about to be. */
export class UnrecordableObjectError extends Error {
  override readonly name = 'UnrecordableObjectError'
}

type Json = Readonly<Record<string, unknown>>
type Keep = (value: unknown) => unknown
/** The fields of an object that are kept, each with how. All others are dropped. */
type Shape = Readonly<Record<string, Keep>>

/**
 * A Kubernetes object as it may be kept: of every resource the fields that the
 * product reads or that a person looks at first, by allow-list. Anything new in
 * Kubernetes is left out until somebody has thought about it.
 * @throws UnrecordableObjectError for a Secret, or for what is no object
 */
export function keptObject(resource: RecordedResource, object: unknown, removal: Removal): unknown {
  if (!isJson(object)) throw new UnrecordableObjectError(`An item of ${resource} is no object.`)
  // Items of a list carry no kind; whoever does, says what it is.
  if (object['kind'] === 'Secret') throw new UnrecordableObjectError('A Secret is never recorded.')
  return new ObjectKeeper(removal).keep(resource, object)
}

const asIs: Keep = (value) => value
const scalar: Keep = (value) => (typeof value === 'object' ? undefined : value)

class ObjectKeeper {
  readonly #removal: Removal

  constructor(removal: Removal) {
    this.#removal = removal
  }

  keep(resource: RecordedResource, object: Json): unknown {
    const common = { apiVersion: scalar, kind: scalar, metadata: this.#metadata }
    switch (resource) {
      case 'namespaces':
        return pick(object, { ...common, status: shape({ phase: scalar }) })
      case 'services':
        return pick(object, { ...common, spec: shape(serviceSpec), status: asIs })
      case 'configmaps':
        return pick(object, { ...common, data: (data) => this.#configMapData(object, data) })
      case 'pods':
        return pick(object, { ...common, spec: this.#podSpec, status: this.#podStatus })
      case 'events':
        return this.#event(object, common)
    }
  }

  #event(object: Json, common: Shape): unknown {
    const source = isJson(object['source']) ? textOf(object['source']['component']) : ''
    const reason = textOf(object['reason'])
    const by = textOf(object['reportingComponent']) || source
    const message: Keep = (text) =>
      keptEventMessage({ reason, by, message: textOf(text) }, (rule, one) => this.#removal(rule, one, true))
    return pick(object, { ...common, ...eventFields, message })
  }

  readonly #metadata: Keep = (value) =>
    pick(value, {
      name: scalar,
      generateName: scalar,
      namespace: scalar,
      uid: scalar,
      resourceVersion: scalar,
      generation: scalar,
      creationTimestamp: scalar,
      deletionTimestamp: scalar,
      deletionGracePeriodSeconds: scalar,
      labels: asIs,
      annotations: this.#annotations,
      ownerReferences: asIs,
    })

  readonly #annotations: Keep = (value) => {
    if (!isJson(value)) return undefined
    const kept = Object.entries(value).flatMap(([name, text]): readonly [string, unknown][] => {
      if (typeof text !== 'string') return []
      if (name === proxyConfigAnnotation) {
        return [[name, keptProxyConfig(text, (one) => this.#removal('proxy-config', one, true))]]
      }
      if (isKnownAnnotation(name)) return [[name, text]]
      const isCopy = name === appliedCopyAnnotation
      this.#removal(isCopy ? 'applied-copy' : 'annotation', text, !isCopy)
      return []
    })
    return kept.length === 0 ? undefined : Object.fromEntries(kept)
  }

  /** Only what istiod reads its mesh configuration from; the other ConfigMaps keep their names. */
  #configMapData(object: Json, data: unknown): unknown {
    if (!isJson(data)) return undefined
    const name = isJson(object['metadata']) ? object['metadata']['name'] : undefined
    const isMesh = typeof name === 'string' && /^istio(?:-[a-z0-9-]+)?$/.test(name)
    const kept = Object.entries(data).flatMap(([key, text]): readonly [string, unknown][] => {
      if (typeof text !== 'string') return []
      if (isMesh && key === 'mesh') {
        return [[key, keptMeshConfig(text, (one) => this.#removal('mesh-config', one, true))]]
      }
      this.#removal('config-map', text, true)
      return []
    })
    return Object.fromEntries(kept)
  }

  readonly #podSpec: Keep = (value) =>
    pick(value, {
      containers: each(this.#container),
      initContainers: each(this.#container),
      ephemeralContainers: each(this.#container),
      dnsPolicy: scalar,
      hostNetwork: scalar,
      hostPID: scalar,
      nodeName: scalar,
      nodeSelector: asIs,
      priority: scalar,
      priorityClassName: scalar,
      readinessGates: asIs,
      restartPolicy: scalar,
      securityContext: asIs,
      serviceAccountName: scalar,
      shareProcessNamespace: scalar,
      terminationGracePeriodSeconds: scalar,
      tolerations: asIs,
      volumes: each(keptVolume),
    })

  readonly #container: Keep = (value) => {
    if (!isJson(value)) return undefined
    const name = textOf(value['name'])
    const isIstio = isIstioContainer(name, textOf(value['image']))
    const learned = (text: string) => this.#removal('arguments', text, true)
    const words: Keep = (list) =>
      isIstio ? keptArguments(textsIn(list), learned) : droppedArguments(textsIn(list), learned)
    const probe = shape({
      ...probeNumbers,
      exec: shape({ command: words }),
      httpGet: this.#httpGet,
      tcpSocket: asIs,
      grpc: asIs,
    })
    return pick(value, {
      name: scalar,
      image: scalar,
      imagePullPolicy: scalar,
      command: words,
      args: words,
      env: each(this.#variable),
      envFrom: asIs,
      lifecycle: shape({ postStart: probe, preStop: probe }),
      livenessProbe: probe,
      readinessProbe: probe,
      startupProbe: probe,
      ports: asIs,
      resources: asIs,
      restartPolicy: scalar,
      securityContext: asIs,
      volumeMounts: asIs,
    })
  }

  /** Headers of a probe keep their names. */
  readonly #httpGet: Keep = (value) =>
    pick(value, {
      host: scalar,
      path: (path) => (typeof path === 'string' ? this.#path(path) : undefined),
      port: scalar,
      scheme: scalar,
      httpHeaders: each(shape({ name: scalar, value: (text) => this.#removed('header-value', text) })),
    })

  #path(path: string): string {
    return keptPath(path, (one) => this.#removal('query', one, true))
  }

  /** A variable keeps its name; a reference stays one. */
  readonly #variable: Keep = (value) => {
    if (!isJson(value)) return undefined
    const name = textOf(value['name'])
    const text = value['value']
    const kept = pick(value, { name: scalar, valueFrom: asIs })
    if (typeof text !== 'string') return kept
    return { ...kept, value: keptVariable(name, text, this.#removal) }
  }

  readonly #podStatus: Keep = (value) =>
    pick(value, {
      phase: scalar,
      reason: scalar,
      message: scalar,
      conditions: asIs,
      containerStatuses: each(this.#containerStatus),
      initContainerStatuses: each(this.#containerStatus),
      ephemeralContainerStatuses: each(this.#containerStatus),
      hostIP: scalar,
      hostIPs: asIs,
      podIP: scalar,
      podIPs: asIs,
      qosClass: scalar,
      startTime: scalar,
    })

  readonly #containerStatus: Keep = (value) => {
    if (!isJson(value)) return undefined
    const own = isIstioContainer(textOf(value['name']), textOf(value['image']))
    const state = shape({ running: asIs, waiting: asIs, terminated: (one) => this.#terminated(one, own) })
    return pick(value, {
      name: scalar,
      image: scalar,
      imageID: scalar,
      containerID: scalar,
      ready: scalar,
      started: scalar,
      restartCount: scalar,
      state,
      lastState: state,
    })
  }

  /** Last words: the runtime's say why a container never ran, an application's are whatever it wrote or logged. */
  #terminated(value: unknown, isIstio: boolean): unknown {
    if (!isJson(value)) return undefined
    const { message, ...rest } = value
    if (typeof message !== 'string') return rest
    const isRuntime = /^(?:ContainerCannotRun|ContainerStatusUnknown|StartError)$/.test(
      textOf(value['reason']),
    )
    return { ...rest, message: isRuntime || isIstio ? message : this.#removed('last-words', message) }
  }

  #removed(rule: string, text: unknown): unknown {
    if (typeof text !== 'string' || text === '' || text === redacted) return text
    this.#removal(rule, text, true)
    return redacted
  }
}

const probeNumbers: Shape = {
  failureThreshold: scalar,
  initialDelaySeconds: scalar,
  periodSeconds: scalar,
  successThreshold: scalar,
  terminationGracePeriodSeconds: scalar,
  timeoutSeconds: scalar,
}

const eventFields: Shape = {
  involvedObject: shape({
    kind: scalar,
    namespace: scalar,
    name: scalar,
    uid: scalar,
    apiVersion: scalar,
    fieldPath: scalar,
  }),
  type: scalar,
  reason: scalar,
  count: scalar,
  firstTimestamp: scalar,
  lastTimestamp: scalar,
  eventTime: scalar,
  series: shape({ count: scalar, lastObservedTime: scalar }),
  source: shape({ component: scalar, host: scalar }),
  reportingComponent: scalar,
}

const serviceSpec: Shape = {
  clusterIP: scalar,
  clusterIPs: asIs,
  externalIPs: asIs,
  externalName: scalar,
  externalTrafficPolicy: scalar,
  internalTrafficPolicy: scalar,
  ipFamilies: asIs,
  ipFamilyPolicy: scalar,
  loadBalancerClass: scalar,
  loadBalancerIP: scalar,
  ports: asIs,
  publishNotReadyAddresses: scalar,
  selector: asIs,
  sessionAffinity: scalar,
  trafficDistribution: scalar,
  type: scalar,
}

/** A volume's name, and which kind of thing it is of; what it refers to by name stays a reference. */
const volumeSources: Shape = {
  configMap: shape({ name: scalar, optional: scalar, items: asIs }),
  downwardAPI: asIs,
  emptyDir: asIs,
  hostPath: asIs,
  persistentVolumeClaim: asIs,
  projected: asIs,
  secret: shape({ secretName: scalar, optional: scalar, items: asIs }),
}

function keptVolume(value: unknown): unknown {
  if (!isJson(value)) return undefined
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'name' ? one : (volumeSources[key]?.(one) ?? {}),
    ]),
  )
}

function pick(value: unknown, kept: Shape): Json | undefined {
  if (!isJson(value)) return undefined
  const found: Record<string, unknown> = {}
  // The object's own order, so that a replayed object reads like the live one.
  for (const [key, one] of Object.entries(value)) {
    const keep = Object.hasOwn(kept, key) ? kept[key] : undefined
    const result = keep?.(one)
    if (result !== undefined) found[key] = result
  }
  return found
}

function shape(kept: Shape): Keep {
  return (value) => pick(value, kept)
}

function each(keep: Keep): Keep {
  return (value) =>
    Array.isArray(value)
      ? value.map((one: unknown) => keep(one)).filter((one) => one !== undefined)
      : undefined
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
