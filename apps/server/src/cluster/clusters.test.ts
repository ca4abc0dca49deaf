import { KubeConfig } from '@kubernetes/client-node'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { Clusters } from './clusters.ts'

/** A sandbox as one more cluster; `events` tells when it was given back. */
async function addSandbox(clusters: Clusters, name: string, events: string[] = []): Promise<void> {
  const sandbox = await startSandbox({ mesh: generateMesh({ name, pods: 2, services: 1 }) })
  const config = new KubeConfig()
  config.loadFromString(sandbox.kubeconfig())
  clusters.add({
    kubeconfig: { config, impersonations: new Map(), from: [] },
    mode: { kind: 'generated' },
    owned: {
      async [Symbol.asyncDispose]() {
        events.push(`${name} given back with ${sandbox.tunnels().open} tunnels`)
        await sandbox[Symbol.asyncDispose]()
      },
    },
  })
}

const noClusters = () => new Clusters({ clock: systemClock, log: createLog('silent') })

test('the first one is opened first, and each says what it is', async () => {
  await using clusters = noClusters()
  await addSandbox(clusters, 'one')
  await addSandbox(clusters, 'two')
  expect(clusters.list()).toMatchObject([
    { name: 'one', current: true, mode: { kind: 'generated' } },
    { name: 'two', current: false },
  ])
})

test('what is removed ends its session before what it talks to, and the next one comes first', async () => {
  await using clusters = noClusters()
  const events: string[] = []
  await addSandbox(clusters, 'one', events)
  await addSandbox(clusters, 'two', events)
  const session = clusters.get('one')
  session.signal.addEventListener('abort', () => events.push('session ended'))
  await session.index.settled()
  await clusters.remove('one')
  expect(events).toEqual(['session ended', 'one given back with 0 tunnels'])
  expect(() => clusters.get('one')).toThrow('no such recording is open')
  expect(clusters.current).toBe('two')
  await clusters.get('two').index.settled()
})

test('a name that is taken gets a number, and is free again afterwards', async () => {
  await using clusters = noClusters()
  await addSandbox(clusters, 'lab')
  expect(clusters.freeName('lab')).toBe('lab 2')
  await expect(addSandbox(clusters, 'lab')).rejects.toThrow('already')
  await clusters.remove('lab')
  expect(clusters.freeName('lab')).toBe('lab')
})

test('the end gives back whatever is open, once', async () => {
  const events: string[] = []
  const clusters = noClusters()
  await addSandbox(clusters, 'one', events)
  await addSandbox(clusters, 'two', events)
  await clusters[Symbol.asyncDispose]()
  await clusters[Symbol.asyncDispose]()
  expect(events.toSorted()).toEqual(['one given back with 0 tunnels', 'two given back with 0 tunnels'])
})

test('whoever listens hears who came and who went', async () => {
  await using clusters = noClusters()
  const heard: (readonly string[])[] = []
  const stop = clusters.listen((names) => heard.push(names))
  await addSandbox(clusters, 'one')
  await clusters.remove('one')
  stop()
  await addSandbox(clusters, 'two')
  expect(heard).toEqual([['one'], ['one']])
})
