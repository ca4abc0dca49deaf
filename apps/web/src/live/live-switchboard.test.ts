import type { LiveEvent } from '@portolan/contract/live'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { podSummary } from '../testing/pod-summary.ts'
import type { OpenStream } from './live-connection.ts'
import type { HubMessage } from './live-messages.ts'
import { LiveSwitchboard } from './live-switchboard.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const watch = { state: 'live', since: '2026-11-23T00:00:00Z' } as const
const podsOf = (topic: string): LiveEvent => ({
  kind: 'pods',
  topic,
  pods: [podSummary('shop/cart-1')],
  watch,
})

/** A server that keeps every request, and says what a test lets it say. */
class FakeServer {
  readonly requests: { topics: readonly string[]; lastEventId: string | undefined; signal: AbortSignal }[] =
    []
  refusal: ApiError | undefined
  #stream: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined

  readonly open: OpenStream = async (request) => {
    this.requests.push({ ...request })
    if (this.refusal !== undefined) throw this.refusal
    return new ReadableStream({
      start: (controller) => {
        this.#stream = controller
      },
    })
  }

  say(event: LiveEvent, id: string): void {
    this.#stream?.enqueue(new TextEncoder().encode(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`))
  }

  beat(): void {
    this.#stream?.enqueue(new TextEncoder().encode(': still here\n\n'))
  }

  breakOff(): void {
    this.#stream?.error(new Error('network changed'))
  }
}

function tabOf(switchboard: LiveSwitchboard) {
  const heard: HubMessage[] = []
  const tab = { post: (message: HubMessage) => heard.push(message) }
  return {
    heard,
    events: () => heard.filter(({ kind }) => kind === 'event').length,
    status: () => heard.findLast((message) => message.kind === 'status')?.status,
    hello: (token: string) => switchboard.hear(tab, { kind: 'hello', token }),
    watch: (...topics: string[]) => switchboard.hear(tab, { kind: 'topics', topics }),
    bye: () => switchboard.hear(tab, { kind: 'bye' }),
  }
}

async function twelveTabs() {
  const server = new FakeServer()
  const switchboard = new LiveSwitchboard(server.open)
  const tabs = Array.from({ length: 12 }, () => tabOf(switchboard))
  tabs.forEach((tab, index) => {
    tab.hello('token')
    tab.watch('pods/lab', `pod/lab/shop/cart-${index % 3}`)
  })
  await vi.advanceTimersByTimeAsync(100)
  return { server, tabs, switchboard }
}

test('twelve tabs share one stream, which asks for the topics of all of them once', async () => {
  const { server, tabs } = await twelveTabs()
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]?.topics).toEqual([
    'pod/lab/shop/cart-0',
    'pod/lab/shop/cart-1',
    'pod/lab/shop/cart-2',
    'pods/lab',
  ])
  server.say(podsOf('pods/lab'), 'a.1')
  await vi.advanceTimersByTimeAsync(0)
  expect(tabs.map((tab) => tab.events())).toEqual(Array.from({ length: 12 }, () => 1))
})

test('a tab that comes later is told what the others know, without a new request', async () => {
  const { server, switchboard } = await twelveTabs()
  server.say(podsOf('pods/lab'), 'a.1')
  await vi.advanceTimersByTimeAsync(0)
  const late = tabOf(switchboard)
  late.hello('token')
  late.watch('pods/lab')
  await vi.advanceTimersByTimeAsync(100)
  expect(late.events()).toBe(1)
  expect(server.requests).toHaveLength(1)
})

test('a stream that breaks comes back after the last event that arrived', async () => {
  const { server, tabs } = await twelveTabs()
  server.say(podsOf('pods/lab'), 'a.7')
  await vi.advanceTimersByTimeAsync(0)
  server.breakOff()
  await vi.advanceTimersByTimeAsync(0)
  expect(tabs[0]?.status()?.kind).toBe('offline')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(server.requests.at(-1)?.lastEventId).toBe('a.7')
  expect(tabs[0]?.status()?.kind).toBe('online')
})

test('a stream that falls silent is not believed; heartbeats keep it', async () => {
  const { server, tabs } = await twelveTabs()
  await vi.advanceTimersByTimeAsync(30_000)
  server.beat()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(tabs[0]?.status()?.kind).toBe('online')
  await vi.advanceTimersByTimeAsync(11_000)
  expect(server.requests.length).toBeGreaterThan(1)
})

test('a refused token is asked with once, and a new one at once', async () => {
  const server = new FakeServer()
  const problem = { type: 'x', title: 'x', status: 401, code: 'token-wrong' } as const
  server.refusal = new ApiError({ kind: 'problem', problem })
  const tab = tabOf(new LiveSwitchboard(server.open))
  tab.hello('old')
  tab.watch('pods/lab')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.requests).toHaveLength(1)
  expect(tab.status()).toMatchObject({
    kind: 'offline',
    failure: { kind: 'problem', problem: { code: 'token-wrong' } },
  })
  server.refusal = undefined
  tab.hello('new')
  await vi.advanceTimersByTimeAsync(0)
  expect(tab.status()?.kind).toBe('online')
})

test('when the last tab leaves, the stream ends', async () => {
  const { server, tabs } = await twelveTabs()
  for (const tab of tabs) tab.bye()
  await vi.advanceTimersByTimeAsync(100)
  expect(server.requests.map(({ signal }) => signal.aborted)).toEqual([true])
})

test('an event that the contract does not know breaks the stream instead of the screen', async () => {
  const { server, tabs } = await twelveTabs()
  server.say(JSON.parse('{"kind":"surprise","topic":"pods/lab"}') as LiveEvent, 'a.2')
  await vi.advanceTimersByTimeAsync(0)
  expect(tabs[0]?.events()).toBe(0)
  expect(tabs[0]?.status()?.kind).toBe('offline')
})
