import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { guardedApp } from '../testing/guarded-app.ts'
import { rawRequest } from '../testing/raw-request.ts'

const everyKindOfPath = ['/', '/assets/app-1234.js', '/api/reached', '/raw/x/', '/healthz', '/nothing']

describe('a name that points at loopback', () => {
  test.each(everyKindOfPath)('reaches nothing under a foreign Host: %s', async (path) => {
    await using app = await guardedApp()
    const headers = { host: `rebound.example:${app.port}`, 'x-portolan-token': app.token }
    const answer = await rawRequest(app.port, { path, headers })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('host-refused')
  })

  test.each([
    ['with another port', '127.0.0.1:1'],
    ['without the port', '127.0.0.1'],
    ['with one of ours as a prefix', '127.0.0.1.rebound.example'],
  ])('is refused when Host is %s', async (_name, host) => {
    await using app = await guardedApp()
    expect((await rawRequest(app.port, { path: '/healthz', headers: { host } })).status).toBe(403)
  })

  test('an empty or missing Host is refused', async () => {
    await using app = await guardedApp()
    expect(await statusOf(app.port, 'GET /healthz HTTP/1.1\r\nHost:\r\n')).toBe(403)
    expect(await statusOf(app.port, 'GET /healthz HTTP/1.0\r\n')).toBe(403)
  })

  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('%s is ours', async (name) => {
    await using app = await guardedApp()
    const headers = { host: `${name}:${app.port}` }
    expect((await rawRequest(app.port, { path: '/healthz', headers })).status).toBe(200)
  })

  test('two Hosts are refused, whichever comes first', async () => {
    await using app = await guardedApp()
    const own = `127.0.0.1:${app.port}`
    for (const [first, second] of [
      [own, 'rebound.example'],
      ['rebound.example', own],
      [own, own],
    ]) {
      const status = await statusOf(
        app.port,
        `GET /healthz HTTP/1.1\r\nHost: ${first}\r\nHost: ${second}\r\n`,
      )
      expect([400, 403]).toContain(status)
    }
  })

  test('an absolute-form target is refused even with our Host', async () => {
    await using app = await guardedApp()
    const target = `http://rebound.example/healthz`
    expect(await statusOf(app.port, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\n`)).toBe(403)
  })

  test('a name given at the start is let in, with its port, the bound port or none', async () => {
    await using app = await guardedApp({ allowedHosts: ['portolan.example', 'other.example:8443'] })
    for (const host of ['portolan.example', `portolan.example:${app.port}`, 'other.example:8443']) {
      expect((await rawRequest(app.port, { path: '/healthz', headers: { host } })).status).toBe(200)
    }
    for (const host of ['other.example', 'sub.portolan.example']) {
      expect((await rawRequest(app.port, { path: '/healthz', headers: { host } })).status).toBe(403)
    }
  })
})

function statusOf(port: number, head: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head}Connection: close\r\n\r\n`))
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(Number(text.split(' ')[1])))
    socket.on('error', reject)
  })
}
