import type { ProxySync } from '@portolan/contract/sync'
import * as z from 'zod/mini'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { askIstiod } from './ask-istiod.ts'
import { readSyncAnswer } from './sync-answer.ts'

/** Two kilobytes per proxy: enough for 30,000 of them. */
const maxBytes = 64 * 1024 * 1024
/** A big mesh takes istiod a while to write down, in milliseconds. */
const deadlineMs = 15_000

/** What one pod of istiod said of the proxies that it holds a stream to. `bytes` is the length of its answer. */
export type SyncAnswer =
  | { readonly kind: 'answered'; readonly proxies: readonly ProxySync[]; readonly bytes: number }
  | { readonly kind: 'forbidden'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }

/** Asks one pod of istiod, through a tunnel, if this identity may open one there. */
export async function askSync(
  session: ClusterSession,
  pod: PodObject,
  signal: AbortSignal,
): Promise<SyncAnswer> {
  const said = await askIstiod(session, pod, { path: '/debug/syncz', maxBytes, deadlineMs, signal })
  return said.kind === 'answered' ? answered(said.text, pod.metadata?.name ?? '') : said
}

function answered(text: string, istiod: string): SyncAnswer {
  try {
    return { kind: 'answered', proxies: readSyncAnswer(text, istiod), bytes: text.length }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.core.$ZodError)) throw error
    return { kind: 'failed', text: 'The answer to /debug/syncz is not istiod’s list of proxies.' }
  }
}
