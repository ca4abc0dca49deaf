import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorkbenchDocument } from './document.ts'
import { addressOf } from './document-address.ts'
import { currentOf } from './document-history.ts'
import { DocumentStore, addressOfOpen } from './document-store.ts'

function pod(name: string, port?: string): WorkbenchDocument {
  return { view: 'pod', cluster: 'lab', pod: { namespace: 'shop', name }, show: { port } }
}

function tabs(store: DocumentStore): readonly string[] {
  return store
    .state()
    .documents.map((open) => `${addressOfOpen(open).split('/').at(-1) ?? ''}${open.preview ? '*' : ''}`)
}

test('a single click previews, and the next one takes its place', () => {
  const store = new DocumentStore()
  store.open(pod('cart'), { preview: true })
  store.open(pod('frontend'), { preview: true })
  expect(tabs(store)).toEqual(['', 'frontend*'])
  store.back()
  expect(tabs(store)).toEqual(['', 'cart*'])
})

test('a preview that is kept stays, and so does one that somebody worked in', () => {
  const store = new DocumentStore()
  store.open(pod('cart'), { preview: true })
  store.keep()
  store.open(pod('frontend'), { preview: true })
  store.change(store.active.id, { ...pod('frontend', 'envoy-admin') })
  store.open(pod('payments'), { preview: true })
  expect(tabs(store)).toEqual(['', 'cart', 'frontend?port=envoy-admin', 'payments*'])
})

test('choosing something in a preview is a detail of it: it stays a preview', () => {
  const store = new DocumentStore()
  store.open(pod('cart'), { preview: true })
  store.change(store.active.id, pod('cart', 'envoy-admin'), { replace: true })
  expect(tabs(store)).toEqual(['', 'cart?port=envoy-admin*'])
  expect(store.canStep(-1)).toBe(false)
})

test('a pod that is open already is gone to, as it was left', () => {
  const store = new DocumentStore()
  store.open(pod('cart', 'envoy-admin'))
  store.open(pod('frontend'))
  store.open(pod('cart'))
  expect(tabs(store)).toEqual(['', 'cart?port=envoy-admin', 'frontend'])
  expect(addressOfOpen(store.active)).toBe(addressOf(pod('cart', 'envoy-admin')))
})

test('the same pod beside itself is a tab of its own', () => {
  const store = new DocumentStore()
  store.open(pod('cart'))
  store.split('right')
  expect(tabs(store)).toEqual(['', 'cart', 'cart'])
  expect(store.placementOf(store.active.id)).toBe('beside')
})

test('closing goes to the tab that was in front before, and reopening brings back the way inside', () => {
  const store = new DocumentStore()
  store.open(pod('cart'))
  store.open(pod('frontend'))
  store.change(store.active.id, pod('frontend', 'envoy-admin'))
  store.activate(store.state().documents[1]?.id ?? '')
  store.activate(store.state().documents[2]?.id ?? '')
  store.close(store.active.id)
  expect(addressOfOpen(store.active)).toBe(addressOf(pod('cart')))
  store.reopenClosed()
  expect(addressOfOpen(store.active)).toBe(addressOf(pod('frontend', 'envoy-admin')))
  store.back()
  expect(addressOfOpen(store.active)).toBe(addressOf(pod('frontend')))
})

test('the last tab that closes leaves the overview, and the overview alone does not close', () => {
  const store = new DocumentStore(pod('cart'))
  store.close(store.active.id)
  expect(currentOf(store.active.history)).toEqual({ view: 'welcome' })
  const { id } = store.active
  store.close(id)
  expect(store.active.id).toBe(id)
})

test('the browser’s Back opens a tab that was closed since', () => {
  const store = new DocumentStore(pod('cart'))
  store.open(pod('frontend'))
  const { id } = store.active
  store.close(id)
  store.goTo(id, pod('frontend'))
  expect(store.active.id).toBe(id)
  expect(store.canReopen).toBe(false)
})

test('each tab has a way back of its own', () => {
  const store = new DocumentStore(pod('cart'))
  const cart = store.active.id
  store.change(cart, pod('cart', 'a'))
  store.open(pod('frontend'))
  const frontend = store.active.id
  store.change(frontend, pod('frontend', 'b'))
  store.back(cart)
  expect(addressOfOpen(store.active)).toBe(addressOf(pod('cart')))
  store.activate(frontend)
  expect(addressOfOpen(store.active)).toBe(addressOf(pod('frontend', 'b')))
})

type Step = (store: DocumentStore, pick: number) => void
const steps: Readonly<Record<string, Step>> = {
  open: (store, pick) => store.open(pod(`p${pick % 6}`)),
  preview: (store, pick) => store.open(pod(`p${pick % 6}`), { preview: true }),
  beside: (store, pick) => store.open(pod(`p${pick % 6}`), { place: 'beside' }),
  change: (store, pick) => store.change(store.active.id, pod(`p${pick % 6}`, `port${pick % 3}`)),
  back: (store) => store.back(),
  forward: (store) => store.forward(),
  close: (store) => store.close(store.active.id),
  closeOthers: (store) => store.closeOthers(),
  reopen: (store) => store.reopenClosed(),
  cycle: (store, pick) => store.cycle(pick % 2 === 0 ? 1 : -1),
  split: (store) => store.split('below'),
  keep: (store) => store.keep(),
  browser: (store, pick) => store.goTo(`d${pick % 9}`, pod(`p${pick % 6}`)),
}

test('whatever is done in whatever order, there is one active tab, ids are unique, and no tab is without content', () => {
  const step = fc.tuple(fc.constantFrom(...Object.values(steps)), fc.nat(100))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (done) => {
      const store = new DocumentStore()
      for (const [run, pick] of done) {
        run(store, pick)
        const { documents, active } = store.state()
        const ids = documents.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids).toContain(active)
        for (const { history } of documents) expect(currentOf(history)).toBeDefined()
      }
    }),
  )
})
