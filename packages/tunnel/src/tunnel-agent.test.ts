import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { Gate } from './gate.ts'
import { meshUnderTest, never, podUnderTest, until } from './testing/mesh-under-test.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { tunnelRequest } from './tunnel-request.ts'

test('two hundred parallel requests to one port use a handful of tunnels', async () => {
  await using mesh = await meshUnderTest({ limits: { perPort: 4 } })
  const answers = Array.from({ length: 200 }, async () => (await mesh.get(15000, '/ready')).text())
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['LIVE\n']))
  expect(mesh.sandbox.tunnels().opened).toBeLessThanOrEqual(4)
})

test('requests that wait behind failing upgrades fail too, and none is forgotten', async () => {
  await using mesh = await meshUnderTest({ limits: { perPort: 2 } })
  mesh.sandbox.api.stopKubelet()
  const asked = Array.from({ length: 20 }, () => mesh.get(15000, '/ready'))
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true)
  expect(mesh.agent.stats()).toEqual({ open: 0, idle: 0 })
})

test('no more upgrades are under way at once than the gate lets in', async () => {
  const upgrades = new Gate(3)
  await using mesh = await meshUnderTest({ limits: { perPort: 16, upgrades } })
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, upgrades.inside)
  }, 0)
  await Promise.all(Array.from({ length: 40 }, async () => (await mesh.get(15000, '/ready')).text()))
  clearInterval(watch)
  expect(upgrades.inside).toBe(0)
  expect(most).toBeLessThanOrEqual(3)
})

test('at the limit the tunnel that is idle longest makes room', async () => {
  await using mesh = await meshUnderTest({ limits: { total: 2 } })
  for (const port of [15000, 15020, 15021]) await (await mesh.get(port, '/ready')).text()
  await until(() => mesh.agent.stats().open === 2)
  const opened = mesh.sandbox.tunnels().opened
  await (await mesh.get(15020, '/ready')).text()
  await (await mesh.get(15021, '/ready')).text()
  expect(mesh.sandbox.tunnels().opened).toBe(opened)
})

test('an idle tunnel is closed after its time', async () => {
  await using mesh = await meshUnderTest({ limits: { idleMs: 30 } })
  await (await mesh.get(15000, '/ready')).text()
  await until(() => mesh.sandbox.tunnels().open === 0)
  expect(mesh.agent.stats()).toEqual({ open: 0, idle: 0 })
})

test('a replaced pod loses its tunnels at once, and its uid never reaches its namesake', async () => {
  await using mesh = await meshUnderTest()
  const old = mesh.target(15000)
  await (await mesh.get(15000, '/ready')).text()
  mesh.sandbox.pod(podUnderTest).stall(15020)
  const waiting = mesh.get(15020, '/').catch((error: unknown) => error)
  await until(() => mesh.sandbox.tunnels().open === 2)
  mesh.sandbox.pod(podUnderTest).heal()
  mesh.sandbox.pod(podUnderTest).replace()
  mesh.agent.closePod(old.namespace, old.pod, old.uid)
  expect(await waiting).toMatchObject({ code: expect.stringMatching(/^(?:pod-replaced|reset)$/) })
  await until(() => mesh.agent.stats().open === 0)

  const late = tunnelRequest(mesh.agent, old, {
    method: 'GET',
    path: '/ready',
    signal: never,
    deadlineMs: 1_000,
  })
  await expect(late).rejects.toMatchObject({ code: 'pod-replaced' })
  const fresh = mesh.target(15000)
  expect(fresh.uid).not.toBe(old.uid)
  expect(await (await mesh.get(15000, '/ready')).text()).toBe('LIVE\n')
})

test('any HTTP client can use it by the host name', async () => {
  await using mesh = await meshUnderTest()
  const url = new URL(`http://${TunnelAgent.hostFor(mesh.target(15000))}:15000/ready`)
  const answer = await new Promise<string>((resolve, reject) => {
    request(url, { agent: mesh.agent }, (response) => void text(response).then(resolve, reject))
      .on('error', reject)
      .end()
  })
  expect(answer).toBe('LIVE\n')
})

test('a host name that is no target is an error of that request', async () => {
  await using mesh = await meshUnderTest()
  const asked = new Promise((_resolve, reject) => {
    request('http://example.com/', { agent: mesh.agent }).on('error', reject).end()
  })
  await expect(asked).rejects.toThrow('"example.com" is not the host name of a tunnel')
})

test('once disposed it opens nothing', async () => {
  await using mesh = await meshUnderTest()
  mesh.agent[Symbol.dispose]()
  await expect(mesh.get(15000, '/ready')).rejects.toMatchObject({ code: 'closed' })
})
