import { entryPaths, recordedPod } from '@portolan/recording/entries'
import type { RecordedBehaviour, RecordedPod } from '@portolan/recording/entries'
import { notInRecording } from '@portolan/recording/not-in-recording'
import type { OpenRecording } from '@portolan/recording/open-recording'
import { textAt } from '../json-value.ts'
import { keyOf, type KubeObject } from '../kube-object.ts'
import type { Playback } from '../playback.ts'
import type { AnswerSource } from '../pods/answer-table.ts'
import type { PodInside } from '../pods/pod-inside.ts'
import type { PodPort, PodPorts } from '../pods/pod-port.ts'
import { BodyCache } from './body-cache.ts'
import { recordedInside } from './recorded-inside.ts'
import { RecordedAnswers } from './recorded-answers.ts'
import { recordedPort } from './recorded-port.ts'

type PortAtMoment = { readonly container: string; readonly behaviour: RecordedBehaviour }
type KnownPort = { readonly kind: string; readonly port: PodPort }

/** How many pods' entries are kept parsed; more than anybody looks at at once. */
const keptPods = 64

/**
 * What listens in the pods of a recording at the moment that is shown. A port
 * that stays as it was keeps its description, and so its connections, while the
 * answers behind it move on; one that changes is another port.
 */
export class RecordedPods {
  readonly #recording: OpenRecording
  readonly #playback: Playback
  readonly #bodies: BodyCache
  /** Recorded pods by name, and by the owner that would replace them. */
  readonly #byKey = new Map<string, KubeObject>()
  readonly #byOwner = new Map<string, KubeObject>()
  readonly #entries = new Map<string, Promise<RecordedPod | undefined>>()
  readonly #ports = new Map<string, Map<number, KnownPort>>()

  constructor(recording: OpenRecording, playback: Playback, pods: readonly KubeObject[]) {
    this.#recording = recording
    this.#playback = playback
    this.#bodies = new BodyCache(recording)
    this.#learn(pods)
    playback.subscribe((_shown, objects) => this.#learn(objects.pods))
  }

  async portsOf(pod: KubeObject): Promise<PodPorts> {
    const recorded = this.#recordedFor(pod)
    const entry = recorded && (await this.#entryNow(recorded))
    if (!recorded || !entry) return new Map()
    const key = keyOf(recorded)
    const known = this.#ports.get(key) ?? new Map<number, KnownPort>()
    this.#ports.set(key, known)
    const ports = new Map<number, PodPort>()
    for (const [text, at] of Object.entries(entry.ports)) {
      const number = Number(text)
      const kind = kindOf(at)
      const before = known.get(number)
      const port =
        before?.kind === kind ? before.port : recordedPort(at, () => this.#answersAt(recorded, number))
      known.set(number, { kind, port })
      ports.set(number, port)
    }
    for (const [number, port] of this.#gapsOf(key)) if (!ports.has(number)) ports.set(number, port)
    return ports
  }

  /** What commands say in the pod, and what its containers wrote. */
  async insideOf(pod: KubeObject): Promise<PodInside> {
    const recorded = this.#recordedFor(pod)
    const key = keyOf(recorded ?? pod)
    const { gaps } = this.#recording.manifest
    return recordedInside(
      recorded && (await this.#entryNow(recorded)),
      (what, container) =>
        gaps.find((gap) => gap.what === `${key} ${what} of ${container}` || gap.what === key)?.why,
    )
  }

  /**
   * The reason, where a pod's object was recorded and its ports could not be. A
   * pod without either had no process to ask, and refuses as it did.
   */
  whyUnknown(pod: KubeObject): string | undefined {
    const recorded = this.#recordedFor(pod)
    if (!recorded) return undefined
    const key = keyOf(recorded)
    const isKnown = this.#momentOf(recorded) !== undefined
    // Its ports may be closed to who recorded it while its logs were not.
    const gap = this.#recording.manifest.gaps.find(
      ({ what }) => what === `${key} ports` || (what === key && !isKnown),
    )
    return gap && `the ports of ${key} are ${notInRecording}: ${gap.why}`
  }

  /** A port that could not be recorded is not one that refuses: whoever dials it is told why nothing is known. */
  #gapsOf(key: string): readonly (readonly [number, PodPort])[] {
    return this.#recording.manifest.gaps.flatMap(({ what, why }): readonly (readonly [number, PodPort])[] => {
      const number = what.startsWith(`${key} port `) ? Number(what.slice(key.length + 6)) : Number.NaN
      if (!Number.isInteger(number)) return []
      return [
        [number, { container: '', kind: 'refused', text: `port ${number} is ${notInRecording}: ${why}` }],
      ]
    })
  }

  async #answersAt(pod: KubeObject, number: number): Promise<AnswerSource | undefined> {
    const entry = await this.#entryNow(pod)
    const at = entry?.ports[number]
    if (!entry || !at) return undefined
    return new RecordedAnswers(this.#bodies, at.behaviour, sharedWith(entry, number))
  }

  #learn(pods: readonly KubeObject[]): void {
    for (const pod of pods) {
      this.#byKey.set(keyOf(pod), pod)
      const owner = ownerOf(pod)
      if (owner !== undefined && !this.#byOwner.has(owner)) this.#byOwner.set(owner, pod)
    }
  }

  #recordedFor(pod: KubeObject): KubeObject | undefined {
    return this.#byKey.get(keyOf(pod)) ?? this.#byOwner.get(ownerOf(pod) ?? '')
  }

  /** The moment to show of a pod: the one being shown, else the nearest before it, else the first there is. */
  #momentOf(pod: KubeObject): number | undefined {
    const { name, namespace = '' } = pod.metadata
    const moments = this.#playback.moments
      .map((_moment, index) => index)
      .filter((index) => this.#recording.has(entryPaths.pod(index, namespace, name)))
    return moments.findLast((index) => index <= this.#playback.index) ?? moments[0]
  }

  async #entryNow(pod: KubeObject): Promise<RecordedPod | undefined> {
    const moment = this.#momentOf(pod)
    if (moment === undefined) return undefined
    const { name, namespace = '' } = pod.metadata
    const path = entryPaths.pod(moment, namespace, name)
    const known = this.#entries.get(path) ?? this.#recording.readJson(path, recordedPod)
    this.#entries.delete(path)
    this.#entries.set(path, known)
    if (this.#entries.size > keptPods) this.#entries.delete(this.#entries.keys().next().value ?? '')
    return known
  }
}

function ownerOf(pod: KubeObject): string | undefined {
  return textAt(pod, 'metadata', 'ownerReferences', 0, 'uid')
}

/** What must be the same for a port to be the same one; answers may change. */
function kindOf({ container, behaviour }: PortAtMoment): string {
  const { kind } = behaviour
  switch (kind) {
    case 'http':
      return JSON.stringify([container, kind, behaviour.dialect])
    case 'https':
      return JSON.stringify([container, kind, behaviour.names, behaviour.notAfter])
    case 'tls':
    case 'dns':
    case 'refused':
    case 'h2c':
    case 'hold':
    case 'black-hole':
    case 'silent':
      return JSON.stringify([container, behaviour])
    default:
      return kind satisfies never
  }
}

const istiodHttp = 8080
const istiodMonitoring = 15_014

/** istiod serves the same debug endpoints on 8080 and 15014; a recorder may have asked one of them. */
function sharedWith(entry: RecordedPod, number: number): RecordedBehaviour | undefined {
  const other =
    number === istiodMonitoring ? istiodHttp : number === istiodHttp ? istiodMonitoring : undefined
  if (other === undefined || entry.ports[number]?.container !== 'discovery') return undefined
  return entry.ports[other]?.behaviour
}
