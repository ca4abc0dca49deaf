import type {
  KindReason,
  LinkId,
  PeerId,
  PortId,
  PresenceReason,
  ProcessId,
  SocketId,
  UnreadId,
  VitalId,
} from '../ids.ts'
import type { EndpointKey } from './endpoint-key.ts'

/**
 * What a part of Istio is, for somebody who asks at any hour. Plain sentences;
 * commands and names of settings stand in backticks. In commands, `NS` and
 * `POD` are to be filled in.
 */
export type Explanation = {
  /** A short label, as the field says it. */
  readonly name: string
  /** What it is and what it does, with the trap that people fall into where there is one. */
  readonly what: string
  /** Who uses it. */
  readonly who: string
  /** Since or until which release, only where that matters. */
  readonly since?: string
  /** How to change, move or switch it off: the exact settings. */
  readonly change: string
  /** How to check it by hand, around an exact command. */
  readonly check: string
}

/** A port also says who can reach it, and what protects it. */
export type PortExplanation = Explanation & { readonly reach: string }

/** One language, complete: an id without its words is a type error. */
export type Explanations = {
  readonly ports: Readonly<Record<PortId, PortExplanation>>
  readonly processes: Readonly<Record<ProcessId, Explanation>>
  readonly sockets: Readonly<Record<SocketId, Explanation>>
  readonly peers: Readonly<Record<PeerId, Explanation>>
  readonly links: Readonly<Record<LinkId, Explanation>>
  readonly vitals: Readonly<Record<VitalId, Explanation>>
  /** What an endpoint answers, or does. */
  readonly endpoints: Readonly<Record<EndpointKey, string>>
  /** Why a port is absent, only possible, or not asked. */
  readonly presence: Readonly<Record<PresenceReason, string>>
  /** Why a pod is what the catalog says it is. */
  readonly kinds: Readonly<Record<KindReason, string>>
  /** What a source outside the pod would have told. */
  readonly unread: Readonly<Record<UnreadId, string>>
}

/** Ports of one component: ids that begin with its name. */
export type PortsOf<Component extends string> = Readonly<
  Record<Extract<PortId, `${Component}-${string}`>, PortExplanation>
>
