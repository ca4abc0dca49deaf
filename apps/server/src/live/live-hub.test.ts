import type { LiveEvent } from '@portolan/contract/live'
import type { Topic } from '@portolan/contract/topics'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LiveHub } from './live-hub.ts'
import type { Sequenced } from './live-hub.ts'

const topic: Topic = { kind: 'pods', cluster: 'lab' }
const other: Topic = { kind: 'pods', cluster: 'other' }

function event(text: string): LiveEvent {
  return { kind: 'failed', topic: 'pods/lab', code: 'x', text }
}

function hubOfOne() {
  const emits = new Map<string, (event: LiveEvent) => void>()
  const stopped: string[] = []
  const hub = new LiveHub((opened, emit) => {
    const name = 'cluster' in opened ? opened.cluster : opened.kind
    emits.set(name, emit)
    return { snapshot: () => event('snapshot'), stop: () => stopped.push(name) }
  })
  return { hub, emit: (text: string, cluster = 'lab') => emits.get(cluster)?.(event(text)), stopped }
}

function texts(received: readonly Sequenced[]): string[] {
  return received.map(({ event: { ...rest } }) => ('text' in rest ? rest.text : rest.kind))
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a topic', () => {
  test('runs once however many listen, and stops a while after the last one left', () => {
    const { hub, emit, stopped } = hubOfOne()
    const [one, two]: [Sequenced[], Sequenced[]] = [[], []]
    const ends = [one, two].map((received) => hub.subscribe(topic, undefined, (sent) => received.push(sent)))
    emit('news')
    expect(texts(one)).toEqual(['snapshot', 'news'])
    expect(texts(two)).toEqual(['snapshot', 'news'])
    for (const end of ends) end()
    vi.advanceTimersByTime(4_000)
    expect(stopped).toEqual([])
    vi.advanceTimersByTime(2_000)
    expect(stopped).toEqual(['lab'])
    expect(hub.running).toEqual([])
  })

  test('lives on when somebody comes back in time', () => {
    const { hub, stopped } = hubOfOne()
    hub.subscribe(topic, undefined, () => undefined)()
    vi.advanceTimersByTime(4_000)
    hub.subscribe(topic, undefined, () => undefined)
    vi.advanceTimersByTime(60_000)
    expect(stopped).toEqual([])
  })
})

describe('coming back', () => {
  test('delivers what was missed and no snapshot', () => {
    const { hub, emit } = hubOfOne()
    const first: Sequenced[] = []
    const end = hub.subscribe(topic, undefined, (sent) => first.push(sent))
    emit('seen')
    end()
    emit('missed')
    const again: Sequenced[] = []
    hub.subscribe(topic, first.at(-1)?.sequence, (sent) => again.push(sent))
    expect(texts(again)).toEqual(['missed'])
  })

  test('too late gives a snapshot: the ring has been overrun', () => {
    const { hub, emit } = hubOfOne()
    const first: Sequenced[] = []
    hub.subscribe(topic, undefined, (sent) => first.push(sent))
    for (let i = 0; i < 300; i++) emit(`news ${i}`)
    const again: Sequenced[] = []
    hub.subscribe(topic, first[1]?.sequence, (sent) => again.push(sent))
    expect(texts(again)).toEqual(['snapshot'])
  })

  test('to a topic that was stopped meanwhile gives a snapshot', () => {
    const { hub, emit } = hubOfOne()
    const first: Sequenced[] = []
    const end = hub.subscribe(topic, undefined, (sent) => first.push(sent))
    hub.subscribe(other, undefined, () => undefined)
    emit('seen')
    end()
    vi.advanceTimersByTime(6_000)
    emit('elsewhere', 'other')
    const again: Sequenced[] = []
    hub.subscribe(topic, first.at(-1)?.sequence, (sent) => again.push(sent))
    expect(texts(again)).toEqual(['snapshot'])
  })
})
