import type { IstiodEndpoints } from '@portolan/catalog/matrix/matrix-facts'
import type { MatrixIstiod } from '@portolan/contract/matrix'
import * as z from 'zod/mini'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { askIstiod } from '../pods/ask-istiod.ts'
import { isControlPlane } from '../pods/pod-index.ts'
import { readEndpoints } from './read-endpoints.ts'

/** One kilobyte per endpoint: enough for 100,000 of them. */
const maxBytes = 128 * 1024 * 1024
/** A big mesh takes istiod a while to write down, in milliseconds. */
const deadlineMs = 18_000

type Known = { readonly said: MatrixIstiod; readonly endpoints: IstiodEndpoints | undefined }

const nobodyAsked: Known = { said: { kind: 'not-asked' }, endpoints: undefined }

/** What istiod said of its endpoints, by session, which is one cluster as one identity. */
export class EndpointBook {
  readonly #bySession = new WeakMap<ClusterSession, Known>()

  of(session: ClusterSession): Known {
    return this.#bySession.get(session) ?? nobodyAsked
  }

  /** Asks one ready pod of istiod, and remembers the answer; a failure leaves what was known before. */
  async ask(session: ClusterSession, signal: AbortSignal): Promise<MatrixIstiod> {
    const { index, clock } = session
    await index.settled()
    const at = () => clock.date().toISOString()
    const pods = [...index.all()].filter(isControlPlane)
    const pod = pods.find((one) => index.summaryOf(one).status === 'Running') ?? pods[0]
    if (pod === undefined) {
      return this.#note(session, {
        kind: 'failed',
        text: 'There is no pod of istiod that may be listed.',
        at: at(),
      })
    }
    const said = await askIstiod(session, pod, { path: '/debug/endpointz', maxBytes, deadlineMs, signal })
    if (said.kind !== 'answered') return this.#note(session, { kind: said.kind, text: said.text, at: at() })
    try {
      const { count, ...endpoints } = readEndpoints(said.text)
      const name = pod.metadata?.name ?? ''
      return this.#note(session, { kind: 'answered', pod: name, endpoints: count, at: at() }, endpoints)
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof z.core.$ZodError)) throw error
      const text = 'The answer to /debug/endpointz is not istiod’s list of endpoints.'
      return this.#note(session, { kind: 'failed', text, at: at() })
    }
  }

  #note(session: ClusterSession, said: MatrixIstiod, endpoints = this.of(session).endpoints): MatrixIstiod {
    this.#bySession.set(session, { said, endpoints })
    return said
  }
}
