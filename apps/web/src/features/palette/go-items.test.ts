import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { goOrder, withoutQuery } from './go-entries.ts'
import { FuzzyIndex } from './fuzzy-index.ts'
import { goItems, goKey, goLabel, goLiking, goText, podOfWorkload } from './go-items.ts'

const pods = [
  podSummary('shop/cart-a1'),
  podSummary('shop/cart-b2', { ready: { ready: 1, total: 2 } }),
  podSummary('shop/frontend-c3'),
  podSummary('backend/notifications-d4', { status: 'CrashLoopBackOff' }),
]
const items = goItems([{ cluster: 'kind-lab', pods }])

function found(query: string): readonly string[] {
  const index = new FuzzyIndex(items, (item) => goText(item, false), goLiking)
  return index.search(query, 10).found.map(({ item }) => goKey(item))
}

test('pods, workloads of several pods and namespaces are places to go to', () => {
  expect(items.map(goKey)).toEqual([
    'pod/kind-lab/shop/cart-a1',
    'pod/kind-lab/shop/cart-b2',
    'pod/kind-lab/shop/frontend-c3',
    'pod/kind-lab/backend/notifications-d4',
    'workload/kind-lab/shop/Deployment/cart',
    'namespace/kind-lab/shop',
    'namespace/kind-lab/backend',
  ])
})

test('a pod is found by its name, in pieces, with its namespace before or behind', () => {
  expect(found('frontend')[0]).toBe('pod/kind-lab/shop/frontend-c3')
  expect(found('frnt')[0]).toBe('pod/kind-lab/shop/frontend-c3')
  expect(found('shop front')[0]).toBe('pod/kind-lab/shop/frontend-c3')
  expect(found('front shop')[0]).toBe('pod/kind-lab/shop/frontend-c3')
  expect(found('shop/front')[0]).toBe('pod/kind-lab/shop/frontend-c3')
})

test('a pod is found by what is wrong with it', () => {
  expect(found('crash')[0]).toBe('pod/kind-lab/backend/notifications-d4')
})

test('nothing alike finds nothing', () => {
  expect(found('xyzzy')).toEqual([])
})

test('a workload leads to its pod that is not well', () => {
  expect(podOfWorkload(pods.slice(0, 2))?.name).toBe('cart-b2')
})

test('the cluster is named where there are several', () => {
  const [first] = items
  expect(first && goLabel(first, true)).toEqual({ label: 'cart-a1', place: 'shop · kind-lab' })
})

test('before anything is typed: recent pods, then those that are not well, then all others', () => {
  const ordered = withoutQuery(goOrder(items), ['pod/kind-lab/shop/frontend-c3', 'pod/kind-lab/shop/gone-x1'])
  expect(ordered.slice(0, 4).map(({ item, group }) => [goKey(item), group])).toEqual([
    ['pod/kind-lab/shop/frontend-c3', 'recent'],
    ['pod/kind-lab/shop/cart-b2', 'attention'],
    ['pod/kind-lab/backend/notifications-d4', 'attention'],
    ['pod/kind-lab/shop/cart-a1', undefined],
  ])
  expect(ordered).toHaveLength(items.length)
})
