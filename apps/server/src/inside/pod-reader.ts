import type { InsideContainer, InsideLook } from '@portolan/contract/inside'
import type { ReadAttempt, ReadScope } from '@portolan/inside/proc/read-script'
import type { HeldSocket } from '@portolan/inside/sockets/socket-side'

/** How one command in a container ended. */
export type ExecResult = {
  readonly exitCode: number
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
  /** The command wrote more than was asked for. */
  readonly cut: boolean
}

export type ExecTarget = {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly container: string
}

/** What a container printed. */
export type Printed = {
  readonly kind: 'printed'
  readonly by: ReadAttempt['by'] | 'debug-container'
  readonly bytes: Uint8Array
}

/** A container with what was printed in it, or with why nothing was. */
export type PrintedContainer = Omit<InsideContainer, 'outcome'> & {
  readonly outcome: Printed | Extract<InsideContainer['outcome'], { readonly kind: 'unread' }>
}

/** What the containers of one pod make together; nothing is said yet of peers and ports. */
export type JoinedContainers = Pick<InsideLook, 'containers' | 'socketsFrom'> & {
  readonly sockets: readonly HeldSocket[]
}

/** The way into a pod: what is executed, how, and how what it prints is read. */
export type PodReader = {
  /** Tried in this order. */
  attempts(scope: ReadScope): readonly ReadAttempt[]
  /** @throws TunnelError */
  exec(
    target: ExecTarget,
    command: readonly string[],
    options: { readonly signal: AbortSignal; readonly deadlineMs: number; readonly maxBytes: number },
  ): Promise<ExecResult>
  /** Whether the tables of the pod's sockets are in it. */
  hasTables(printed: Printed): boolean
  /** What cannot be read becomes a container that is `unreadable`; never throws. */
  join(containers: readonly PrintedContainer[]): JoinedContainers
}
