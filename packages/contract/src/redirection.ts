import * as z from 'zod/mini'

/**
 * How traffic is bent into the proxy of a pod: the netfilter rules, where they
 * are known from, the way of a packet through them, and the answer to "would
 * this connection be captured, and where does it land?".
 */

/** Where the rules are known from, in order of strength. */
export const redirectionSources = [
  /** `iptables-save` of the pod's network namespace. */
  'rules',
  /** What istio-init wrote in its log: the rules as they were when it ended. */
  'init-log',
  /** What istio-init was told to do: its arguments and environment. */
  'init-arguments',
  /** Annotations, the injected proxy's user and the mesh's configuration. */
  'derived',
] as const
export const redirectionSource = z.enum(redirectionSources)
export type RedirectionSource = z.infer<typeof redirectionSource>

/** Who set the rules up. */
export const redirectionMakers = ['istio-init', 'istio-cni', 'ambient', 'nobody', 'unknown'] as const
export const redirectionMaker = z.enum(redirectionMakers)
export type RedirectionMaker = z.infer<typeof redirectionMaker>

export const redirectionModes = ['REDIRECT', 'TPROXY', 'AMBIENT', 'NONE'] as const
export const redirectionMode = z.enum(redirectionModes)
export type RedirectionMode = z.infer<typeof redirectionMode>

/** What is missing or assumed, each with the words that belong to it. */
export const redirectionNotes = [
  /** DNS is captured for the servers of the pod's resolv.conf, which were not read. */
  'nameservers-unknown',
  /** The rules of this family were not read. */
  'family-unread',
  /** istio-init was told to write native nftables: the same rules in another program. */
  'native-nftables',
  /** A table that `iptables-save` cannot show. */
  'table-hidden',
  /** Other rules exist in the kernel's older or newer tables. */
  'other-backend',
  /** A setting that only the mesh's configuration tells, which was not read. */
  'mesh-config-unread',
  /** An argument of istio-init that is not known. */
  'unknown-argument',
  /** Ports, ranges or interfaces that cannot be read. */
  'unreadable-value',
] as const
export const redirectionNote = z.object({ note: z.enum(redirectionNotes), text: z.string() })
export type RedirectionNote = z.infer<typeof redirectionNote>

/** What a rule is there for. */
export const ruleReasons = [
  'enters-inbound',
  'enters-outbound',
  'enters-dns',
  'excluded-interface',
  'virtual-interface',
  'virtual-interface-captured',
  'drop-invalid',
  'tunnel-port',
  'health-port',
  'excluded-inbound-port',
  'included-inbound-port',
  'all-inbound',
  'to-inbound-listener',
  'established',
  'excluded-outbound-port',
  'from-passthrough',
  'proxy-to-own-pod',
  'application-to-itself',
  'proxy-user',
  'proxy-group',
  'excluded-group',
  'group-not-included',
  'dns-tcp',
  'dns-udp',
  'dns-zone',
  'to-loopback',
  'excluded-range',
  'included-outbound-port',
  'included-range',
  'all-outbound',
  'to-outbound-listener',
  'proxy-mark',
  'mark',
  'kubelet-probe',
  /** Not one of Istio's, or not recognised. */
  'other',
] as const
export const ruleReason = z.enum(ruleReasons)
export type RuleReason = z.infer<typeof ruleReason>

/** What a matching rule does to the packet's way. */
export const ruleEffects = ['captures', 'lets-pass', 'drops', 'goes-on', 'unsupported'] as const
export const ruleEffect = z.enum(ruleEffects)
export type RuleEffect = z.infer<typeof ruleEffect>

export const shownRule = z.object({
  family: z.enum(['ipv4', 'ipv6']),
  table: z.string(),
  chain: z.string(),
  /** As `iptables-save` prints it, without counters. */
  text: z.string(),
  reason: ruleReason,
  effect: ruleEffect,
  /** Ports, ranges, users or interfaces that the rule names. */
  subject: z.optional(z.string()),
  /** Present when the rules were read with counters. */
  packets: z.optional(z.number()),
  bytes: z.optional(z.number()),
})
export type ShownRule = z.infer<typeof shownRule>

/** Groups of rules in the order in which a packet meets them. */
export const wayStages = [
  'arrives',
  'leaves',
  'invalid',
  'interfaces',
  'tunnel',
  'health-ports',
  'excluded-ports',
  'loop-guard',
  'passthrough',
  'to-itself',
  'proxy-own',
  'groups',
  'dns',
  'dns-zones',
  'loopback',
  'excluded-ranges',
  'included',
  'capture',
  'other',
] as const
export const wayStage = z.object({ stage: z.enum(wayStages), rules: z.array(shownRule) })
export type WayStage = z.infer<typeof wayStage>

export const packetWays = z.object({
  inbound: z.array(wayStage),
  outbound: z.array(wayStage),
  dns: z.array(wayStage),
})
export type PacketWays = z.infer<typeof packetWays>

export const landingPlaces = [
  'envoy-inbound',
  'envoy-outbound',
  'agent-dns',
  'ztunnel-inbound',
  'ztunnel-outbound',
  'ztunnel-dns',
  /** Bent by a rule that is not Istio's. */
  'elsewhere',
  /** Where it was sent to. */
  'destination',
] as const
export const landingPlace = z.enum(landingPlaces)
export type LandingPlace = z.infer<typeof landingPlace>

export const askedConnection = z.object({
  direction: z.enum(['inbound', 'outbound']),
  protocol: z.enum(['tcp', 'udp']),
  /** Outbound: who opens it. Without them a rule that asks for an owner is undecided. */
  sourceUid: z.optional(z.number()),
  sourceGid: z.optional(z.number()),
  source: z.optional(z.string()),
  sourcePort: z.optional(z.number()),
  destination: z.string(),
  port: z.number().check(z.minimum(1), z.maximum(65_535)),
  /** The name, as the kernel gives it, or `other` for the pod's usual one. */
  interface: z.optional(z.string()),
  /** The socket's mark (SO_MARK); 0 unless given. */
  mark: z.optional(z.number()),
})
export type Connection = z.infer<typeof askedConnection>

export const connectionClasses = [
  'inbound',
  'outbound',
  'to-itself-by-loopback',
  'to-itself-by-own-address',
  'health-port',
  'dns-udp',
  'dns-tcp',
  'proxy-own',
  'excluded',
] as const
export const connectionClass = z.enum(connectionClasses)
export type ConnectionClass = z.infer<typeof connectionClass>

export const landingStep = z.object({
  hook: z.enum(['PREROUTING', 'INPUT', 'OUTPUT']),
  table: z.string(),
  chain: z.string(),
  /** The rule as `iptables-save` prints it; empty for a chain's end or policy. */
  rule: z.string(),
  reason: z.optional(ruleReason),
  effect: ruleEffect,
  /** In English; `reason` and `subject` are for translating. */
  why: z.string(),
  subject: z.optional(z.string()),
})
export type LandingStep = z.infer<typeof landingStep>

export const landing = z.object({
  verdict: z.enum(['captured', 'passes', 'dropped', 'undecided']),
  captured: z.boolean(),
  /** Absent when dropped or undecided. */
  lands: z.optional(z.object({ address: z.string(), port: z.number(), place: landingPlace })),
  class: connectionClass,
  /** Every rule that matched, in order. */
  steps: z.array(landingStep),
  /** What the verdict depends on and is not known: matches and targets that are not supported, an owner not given. */
  dependsOn: z.array(z.string()),
})
export type Landing = z.infer<typeof landing>

export const redirectionView = z.object({
  from: redirectionSource,
  maker: redirectionMaker,
  mode: redirectionMode,
  /** When the rules were read; only for `rules`. */
  at: z.optional(z.string()),
  counted: z.boolean(),
  /** The users and groups whose traffic is left alone. */
  proxyUsers: z.array(z.number()),
  proxyGroups: z.array(z.number()),
  notes: z.array(redirectionNote),
  ways: packetWays,
})
export type RedirectionView = z.infer<typeof redirectionView>
