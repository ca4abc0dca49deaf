import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DocumentStore } from './document-store.ts'
import type { Shelf } from '../storage/kept-part.ts'
import { DocumentShelf } from './stored-documents.ts'
import { LayoutStore } from './stored-layout.ts'

function memory(
  content: Readonly<Record<string, string>> = {},
): Shelf & { readonly held: Map<string, string> } {
  const held = new Map(Object.entries(content))
  return { held, getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value) }
}

function worked(): DocumentStore {
  const store = new DocumentStore()
  const pod = { view: 'pod', cluster: 'arn:a/b', pod: { namespace: 'shop', name: 'cart' }, show: {} } as const
  store.open(pod)
  store.change(store.active.id, { ...pod, show: { view: 'ports', port: 'envoy-admin' } })
  store.open({ ...pod, pod: { namespace: 'shop', name: 'frontend' } }, { preview: true })
  return store
}

test('what was open comes back with its history, in the same browser tab and in a new one', () => {
  const all = memory()
  const store = worked()
  new DocumentShelf(memory(), all).writeDocuments(store.state())
  const kept = new DocumentShelf(memory(), all).readDocuments()
  expect(kept).toEqual({ kind: 'kept', value: JSON.parse(JSON.stringify(store.state())) })
})

test('two tabs of a browser keep their own documents', () => {
  const all = memory()
  const [one, other] = [new DocumentShelf(memory(), all), new DocumentShelf(memory(), all)]
  const [first, second] = [worked(), new DocumentStore()]
  one.writeDocuments(first.state())
  other.writeDocuments(second.state())
  const kept = one.readDocuments()
  expect(kept.kind === 'kept' && kept.value.documents).toHaveLength(3)
})

test('a layout that cannot be read is damaged, whatever it holds, and never throws', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `{"version":1,"value":${json}}`),
    fc.constantFrom(
      '{"version":2,"value":{}}',
      '{"version":1,"value":{"active":"d1","documents":[]}}',
      '{"version":1,"value":{"active":"d1","documents":[{"id":"d1","preview":false,"at":5,"addresses":["/"]}]}}',
    ),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const shelf = new DocumentShelf(memory({ 'portolan.documents': text }), memory())
      expect(shelf.readDocuments()).toEqual({ kind: 'damaged' })
    }),
  )
})

test('damaged pins cost the pins only', () => {
  const damaged: string[] = []
  const recent = { cluster: 'lab', namespace: 'shop', name: 'cart' }
  const shelf = memory({
    'portolan.pins': 'no json',
    'portolan.recents': JSON.stringify({ version: 1, value: [recent] }),
  })
  const store = new LayoutStore(shelf, (part) => damaged.push(part))
  expect(damaged).toEqual(['pins'])
  expect(store.pins()).toEqual([])
  expect(store.recents()).toEqual([recent])
  store.togglePin(recent)
  expect(new LayoutStore(shelf, () => {}).pins()).toEqual([recent])
})

test('a browser that refuses to store anything still works', () => {
  const refusing: Shelf = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  new DocumentShelf(refusing, refusing).writeDocuments(worked().state())
  const store = new LayoutStore(refusing, () => {})
  store.togglePin({ cluster: 'a', namespace: 'b', name: 'c' })
  expect(store.pins()).toHaveLength(1)
})
