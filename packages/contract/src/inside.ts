import * as z from 'zod/mini'

/**
 * What a look inside a pod read, one command per container. Times are ISO 8601,
 * durations milliseconds, sizes bytes.
 */

/** One process, as /proc/PID tells it. */
export const insideProcess = z.object({
  pid: z.number(),
  parent: z.number(),
  /** `comm`: at most 15 characters. */
  name: z.string(),
  /** The command line, values that look like secrets replaced by `[redacted]`. Empty for a zombie. */
  command: z.array(z.string()),
  /** R running, S sleeping, D waiting for a disk, Z zombie, T stopped, ... */
  state: z.string(),
  uid: z.optional(z.number()),
  gid: z.optional(z.number()),
  threads: z.number(),
  startedAt: z.optional(z.string()),
  /** Processor time since it started. */
  cpuMilliseconds: z.number(),
  residentBytes: z.number(),
  openFiles: z.optional(z.number()),
  openFilesLimit: z.optional(z.number()),
  /** Environment that matters to Istio or Envoy, by allow-list; only where it may be read. */
  environment: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
})
export type InsideProcess = z.infer<typeof insideProcess>

/** Why a container was not read, or not wholly. */
export const unreadReasons = [
  /** There is no process: it has not begun, or has ended. */
  'not-running',
  /** `pods/exec` is not allowed. */
  'forbidden',
  /** Portolan was started with --no-exec. */
  'switched-off',
  /** This is a recording, and it holds no look inside of this container. */
  'not-recorded',
  /** The image has neither a shell nor a tool that could read /proc. */
  'no-shell',
  'timeout',
  /** It wrote more than is read. */
  'too-much',
  /** What it wrote is not what was asked for. */
  'unreadable',
  'cancelled',
  'failed',
] as const
export const unreadReason = z.enum(unreadReasons)
export type UnreadReason = z.infer<typeof unreadReason>

export const insideContainer = z.object({
  name: z.string(),
  /** `init` are the init containers that keep running (native sidecars) and those that ended. */
  role: z.enum(['init', 'container', 'ephemeral']),
  image: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('read'),
      /** The command that read it. */
      by: z.enum(['shell', 'tool', 'debug-container']),
      processes: z.array(insideProcess),
      /** Processes whose open files could not be read, so that sockets of theirs have no holder. */
      hidden: z.array(z.number()),
      /** What was cut or missing, in the reader's words. */
      notes: z.array(z.string()),
    }),
    z.object({ kind: z.literal('unread'), reason: unreadReason, text: z.string() }),
  ]),
})
export type InsideContainer = z.infer<typeof insideContainer>

export const socketFamilies = ['tcp', 'tcp6', 'udp', 'udp6', 'unix'] as const

/** As `ss` names them. */
export const socketStates = [
  'LISTEN',
  'ESTAB',
  'SYN-SENT',
  'SYN-RECV',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'TIME-WAIT',
  'CLOSE-WAIT',
  'LAST-ACK',
  'CLOSING',
  'UNCONN',
] as const
export const socketState = z.enum(socketStates)
export type SocketState = z.infer<typeof socketState>

export const socketEnd = z.object({
  /** Without brackets; a v4 address mapped into v6 is shown as v4. */
  address: z.string(),
  port: z.number(),
})
export type SocketEnd = z.infer<typeof socketEnd>

export const socketHolder = z.object({
  container: z.string(),
  pid: z.number(),
  name: z.string(),
  fd: z.number(),
})
export type SocketHolder = z.infer<typeof socketHolder>

/** Who is at the other end, by the cluster's own objects. */
export const socketPeer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pod'),
    namespace: z.string(),
    name: z.string(),
    component: z.optional(z.string()),
  }),
  z.object({ kind: z.literal('service'), namespace: z.string(), name: z.string() }),
  z.object({ kind: z.literal('node'), name: z.string() }),
  /** This pod itself. */
  z.object({ kind: z.literal('self') }),
  z.object({ kind: z.literal('outside') }),
])
export type SocketPeer = z.infer<typeof socketPeer>

/** What a connection is for, where that is certain. */
export const socketRoles = [
  'agent-xds',
  'kubelet-probe',
  'prometheus',
  'upstream',
  'inbound',
  'captured-outbound',
  'local-xds',
  'local-sds',
  'port-forward',
  'api-server',
] as const
export const socketRole = z.enum(socketRoles)

export const insideSocket = z.object({
  /** The same for the same socket in every look: the inode, or both ends where there is none. */
  key: z.string(),
  family: z.enum(socketFamilies),
  state: socketState,
  inode: z.number(),
  uid: z.optional(z.number()),
  receiveQueue: z.number(),
  sendQueue: z.number(),
  /** TCP and UDP. */
  local: z.optional(socketEnd),
  remote: z.optional(socketEnd),
  /** Unix: the path; `@` begins an abstract one; absent for an unnamed one. */
  path: z.optional(z.string()),
  /** Unix: how many peers are connected or waiting, as the kernel counts references. */
  references: z.optional(z.number()),
  /** Unix: `stream`, `dgram`, `seqpacket`. */
  type: z.optional(z.string()),
  /** Empty where no process that may be read has it open. */
  holders: z.array(socketHolder),
  peer: z.optional(socketPeer),
  role: z.optional(socketRole),
  /** The catalog's id of the port that it listens on or was accepted from. */
  port: z.optional(z.string()),
})
export type InsideSocket = z.infer<typeof insideSocket>

/** One look inside a pod: every container that could be read, and the sockets of the pod's network namespace. */
export const insideLook = z.object({
  pod: z.object({ namespace: z.string(), name: z.string(), uid: z.string() }),
  at: z.string(),
  /** From the first command to the last answer. */
  milliseconds: z.number(),
  containers: z.array(insideContainer),
  /** Which container's tables these are; absent when none could be read. */
  socketsFrom: z.optional(z.string()),
  sockets: z.array(insideSocket),
  /** Ports that the chart expects to listen and the table lacks, by the chart's keys. */
  missing: z.array(z.string()),
})
export type InsideLook = z.infer<typeof insideLook>
