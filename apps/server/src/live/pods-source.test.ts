import { expect, test } from 'vitest'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

const made = { uid: 'made-by-the-test', resourceVersion: '', creationTimestamp: '2026-11-23T00:00:00Z' }
const namespace = { apiVersion: 'v1', kind: 'Namespace' }

test('a namespace that is opened to injection changes what its pods are', async () => {
  await using portolan = await portolanOnSandbox()
  const { objects } = portolan.sandbox
  const pod = portolan.sandbox.pod('shop/frontend').object
  objects.put('namespaces', { ...namespace, metadata: { ...made, name: 'plain', labels: {} } })
  objects.put('pods', {
    ...pod,
    metadata: { ...made, name: 'bare', namespace: 'plain', labels: {}, annotations: {} },
    spec: { containers: [{ name: 'app', image: 'app:1' }] },
    status: { phase: 'Running', containerStatuses: [] },
  })
  await using live = await portolan.live(['pods/demo'])
  const list = await live.find((event) => event.kind === 'pods' && event.pods.length > 0)
  const bare = list.kind === 'pods' ? list.pods.find(({ name }) => name === 'bare') : undefined
  expect(bare).toMatchObject({ kind: 'outside', because: 'outside-namespace-not-labelled' })
  objects.put('namespaces', {
    ...namespace,
    metadata: { ...made, name: 'plain', labels: { 'istio-injection': 'enabled' } },
  })
  const changed = await live.find((event) => event.kind === 'pods-changed')
  expect(changed).toMatchObject({
    upserted: [{ name: 'bare', kind: 'outside', because: 'outside-created-before-label' }],
  })
})
