import type { IncomingHttpHeaders } from 'node:http'

/** An HTTP answer of a pod's port, read to its end. */
export type PodAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}
