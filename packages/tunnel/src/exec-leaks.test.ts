import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { execInPod } from './exec-in-pod.ts'
import { meshUnderTest, podUnderTest, until } from './testing/mesh-under-test.ts'

/** Sockets and timers that keep the process alive, by kind. */
function resources() {
  const kinds = process.getActiveResourcesInfo()
  const count = (kind: string) => kinds.filter((one) => one === kind).length
  return { sockets: count('TCPSocketWrap'), timers: count('Timeout') }
}

test(
  '200 commands leave no connection, timer or listener, however they end',
  { timeout: 60_000 },
  async () => {
    await using mesh = await meshUnderTest()
    const pod = mesh.sandbox.pod(podUnderTest)
    const { signal } = new AbortController()
    const before = resources()
    const target = { namespace: 'shop', name: 'native-sidecar-abcde' }
    pod.say('app', { kind: 'pours', bytes: 100_000 })
    pod.say('istio-proxy', { kind: 'never-ends' })

    // A quarter each: ends by itself, is cut, takes too long, is refused.
    const one = (number: number) => {
      const container = ['app', 'app', 'istio-proxy', 'istio-init'][number % 4] ?? 'app'
      const maxBytes = number % 4 === 1 ? 1_000 : 1_000_000
      const deadlineMs = number % 4 === 2 ? 50 : 20_000
      return execInPod(mesh.access, { ...target, container }, ['x'], { signal, maxBytes, deadlineMs }).then(
        ({ cut }) => (cut ? 'cut' : 'ended'),
        (error: { code: string }) => error.code,
      )
    }
    const ends: string[] = []
    for (let batch = 0; batch < 10; batch++)
      ends.push(...(await Promise.all(Array.from({ length: 20 }, (_, index) => one(batch * 20 + index)))))

    const counted = Object.groupBy(ends, (end) => end)
    expect([counted['ended']?.length, counted['cut']?.length, counted['pod-not-running']?.length]).toEqual([
      50, 50, 50,
    ])
    expect(counted['timeout']?.length).toBe(50)
    await until(() => mesh.sandbox.execs().open === 0)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    // Idle connections of the pool are its own.
    mesh.access[Symbol.dispose]()
    await until(() => {
      const now = resources()
      return now.sockets <= before.sockets && now.timers <= before.timers
    })
  },
)
