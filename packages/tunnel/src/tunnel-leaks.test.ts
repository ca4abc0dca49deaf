import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { openTunnel } from './open-tunnel.ts'
import { meshUnderTest, until } from './testing/mesh-under-test.ts'

/** Sockets and timers that keep the process alive, by kind. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1
  return { sockets: counts['TCPSocketWrap'] ?? 0, timers: counts['Timeout'] ?? 0 }
}

test('a thousand tunnels leave no socket, timer or listener', { timeout: 120_000 }, async () => {
  await using mesh = await meshUnderTest()
  const warnings: Error[] = []
  const warn = (warning: Error) => warnings.push(warning)
  process.on('warning', warn)
  const { signal } = new AbortController()
  const before = resources()

  const one = async (number: number) => {
    // A third each: used through the pool, ended by us, refused by the pod.
    if (number % 3 === 0) {
      await (await mesh.get(15000, '/ready', { signal, headers: { Connection: 'close' } })).text()
      return
    }
    const tunnel = await openTunnel(mesh.access, mesh.target(number % 3 === 1 ? 15020 : 9), { signal })
    const closed = new Promise((resolve) => tunnel.once('error', () => {}).once('close', resolve))
    tunnel.setTimeout(60_000)
    tunnel.resume()
    if (number % 3 === 1) tunnel.end()
    await closed
  }
  for (let batch = 0; batch < 20; batch++)
    await Promise.all(Array.from({ length: 50 }, (_, index) => one(batch * 50 + index)))

  expect(mesh.sandbox.tunnels().opened).toBe(1_000)
  await until(() => mesh.sandbox.tunnels().open === 0)
  expect(mesh.agent.stats()).toEqual({ open: 0, idle: 0 })
  expect(Object.keys(mesh.agent.sockets)).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
  await until(() => {
    const now = resources()
    return (
      (now['sockets'] ?? 0) <= (before['sockets'] ?? 0) && (now['timers'] ?? 0) <= (before['timers'] ?? 0)
    )
  })
  process.off('warning', warn)
  expect(warnings).toEqual([])
})
