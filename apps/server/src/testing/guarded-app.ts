import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { createApp } from '../app.ts'
import { createLog } from '../log.ts'
import { healthRoutes } from '../routes/health-routes.ts'

export type GuardedApp = AsyncDisposable & {
  readonly port: number
  readonly token: string
  readonly logged: string[]
}

/** The whole app with its real guards around routes that only say that they were reached. */
export async function guardedApp(
  options: { readonly allowedHosts?: readonly string[]; readonly requestsPerMinute?: number } = {},
): Promise<GuardedApp> {
  const webFolder = mkdtempSync(join(tmpdir(), 'portolan-web-'))
  mkdirSync(join(webFolder, 'assets'))
  writeFileSync(join(webFolder, 'assets/app-1234.js'), 'console.log(1)')
  writeFileSync(
    join(webFolder, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/assets/app-1234.js"></script>',
  )
  const logged: string[] = []
  const log = createLog('debug', { write: (line: string) => void logged.push(line) })
  const token = 'the-right-token'
  const api = express.Router()
  api.get('/api/reached', (_request, response) => void response.json({ reached: true }))
  api.post('/api/reached', (request, response) => void response.json({ reached: true, body: request.body }))
  api.get('/api/bug', () => {
    throw new Error('the password is hunter2')
  })
  const rawPages = express.Router()
  rawPages.get('/:capability/', (_request, response) => void response.send('raw'))
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the test server has no port')
  server.on(
    'request',
    createApp({
      port: address.port,
      allowedHosts: options.allowedHosts ?? [],
      token,
      requestsPerMinute: options.requestsPerMinute ?? 1000,
      webFolder,
      log,
      health: healthRoutes(new AbortController().signal),
      api,
      rawPages,
    }),
  )
  return {
    port: address.port,
    token,
    logged,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      rmSync(webFolder, { recursive: true })
    },
  }
}
