import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import { ApiError } from '../../../api/api-error.ts'
import { askIstiod } from './ask-istiod.ts'
import { askPod } from './ask-pod.ts'
import { ComparisonDesk } from './comparison-desk.ts'
import type { DeskCall, DeskCalls, DeskFailure, DeskReply, DeskRequest } from './desk-messages.ts'
import type { Ask } from './proxy-answers-reader.ts'
import { ProxyDesk } from './proxy-desk.ts'
import type { ProxySource } from './proxy-source.ts'

// The worker of one tab: reads the answers of proxies, so that no dump ever holds up the page.

let token: string | undefined
const running = new Map<number, AbortController>()

const askOf =
  (source: ProxySource): Ask =>
  async (question, signal) => {
    if (source.kind === 'file') throw new EnvoyAnswerError('This file does not hold it.')
    return askPod(source, question, { token, signal })
  }
const desk = new ProxyDesk(askOf)
const comparisons = new ComparisonDesk({
  askOf,
  askIstiod: (source, signal) => askIstiod(source, { token, signal }),
  now: Date.now,
})

type Acts = {
  readonly [C in DeskCall]: (take: DeskCalls[C]['take'], signal: AbortSignal) => Promise<DeskCalls[C]['give']>
}

const acts: Acts = {
  table: (take, signal) => desk.table(take, signal),
  rows: (take, signal) => desk.rows(take, signal),
  detail: (take, signal) => desk.detail(take, signal),
  find: (take, signal) => desk.find(take, signal),
  export: (take, signal) => desk.export(take, signal),
  overview: (take, signal) => desk.overview(take, signal),
  bootstrap: (take, signal) => desk.bootstrap(take, signal),
  dump: (take, signal) => desk.dump(take, signal),
  search: (take) => desk.search(take),
  openFile: (take, signal) => desk.openFile(take, signal),
  hasFile: (take) => desk.hasFile(take),
  forget: (take) => desk.forget(take),
  keep: (take, signal) => comparisons.keep(take, signal),
  moments: () => comparisons.moments(),
  compare: (take, signal) => comparisons.compare(take, signal),
  compared: (take) => comparisons.compared(take),
}

addEventListener('message', ({ data }: MessageEvent<DeskRequest>) => {
  switch (data.kind) {
    case 'token':
      token = data.token
      return
    case 'cancel':
      running.get(data.id)?.abort()
      return
    case 'call':
      void answer(data.id, data.call, data.take)
  }
})

async function answer(id: number, call: DeskCall, take: DeskCalls[DeskCall]['take']): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  try {
    // The page's side of the protocol pairs each call with what it takes.
    const act = acts[call] as (take: unknown, signal: AbortSignal) => Promise<unknown> // oxlint-disable-line typescript/no-unsafe-type-assertion
    post({ kind: 'done', id, give: await act(take, controller.signal) })
  } catch (error) {
    post({ kind: 'failed', id, error: failureOf(error) })
  } finally {
    running.delete(id)
  }
}

function failureOf(error: unknown): DeskFailure {
  if (error instanceof ApiError) return { kind: 'api', failure: error.failure }
  if (error instanceof EnvoyAnswerError) return { kind: 'answer', text: error.text }
  return { kind: 'bug', text: error instanceof Error ? error.message : String(error) }
}

function post(reply: DeskReply): void {
  postMessage(reply)
}
