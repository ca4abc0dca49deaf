import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTunnel } from './open-tunnel.ts'
import { meshUnderTest, never, type MeshUnderTest } from './testing/mesh-under-test.ts'
import { TunnelError } from './tunnel-error.ts'

let mesh: MeshUnderTest
beforeAll(async () => {
  mesh = await meshUnderTest()
})
afterAll(() => mesh[Symbol.asyncDispose]())
afterEach(() => mesh.sandbox.api.heal())

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  )

const callback = () => {}

describe('silence', () => {
  test('a peer that answers no ping ends the tunnel', async () => {
    const options = { signal: never, pingEvery: 20, pongWithin: 30 }
    const tunnel = await openTunnel(mesh.access, mesh.target(15000), options)
    const failed = once(tunnel, 'error')
    tunnel.resume()
    await tunnel.ping()
    mesh.sandbox.api.muteTunnels()
    const [error]: unknown[] = await failed
    expect(error).toBeInstanceOf(TunnelError)
    expect(error).toMatchObject({ code: 'unresponsive' })
  })

  test('a peer that answers pings keeps a silent tunnel for as long as wanted', async () => {
    const options = { signal: never, pingEvery: 5, pongWithin: 2_000 }
    const tunnel = await openTunnel(mesh.access, mesh.target(15000), options)
    tunnel.resume()
    for (let round = 0; round < 20; round++) expect(await tunnel.ping()).toBeGreaterThan(0)
    expect(tunnel.destroyed).toBe(false)
    tunnel.destroy()
  })

  test('the inactivity timeout fires without data, pings do not count, and its callback leaves no trace', async () => {
    const options = { signal: never, pingEvery: 5, pongWithin: 2_000 }
    const tunnel = await openTunnel(mesh.access, mesh.target(15000), options)
    tunnel.resume()
    await new Promise<void>((resolve) => {
      tunnel.setTimeout(60, resolve)
    })
    for (let round = 0; round < 20; round++) {
      tunnel.setTimeout(1_000, callback)
      tunnel.setTimeout(0, callback)
    }
    expect(tunnel.listenerCount('timeout')).toBe(0)
    tunnel.destroy()
  })

  test('a ping that nobody answers says so', async () => {
    const tunnel = await openTunnel(mesh.access, mesh.target(15000), { signal: never })
    tunnel.on('error', () => {})
    tunnel.resume()
    mesh.sandbox.api.muteTunnels()
    expect(await failure(tunnel.ping(30))).toMatchObject({ code: 'unresponsive' })
    tunnel.destroy()
    expect(await failure(tunnel.ping(30))).toMatchObject({ code: 'closed' })
  })
})
