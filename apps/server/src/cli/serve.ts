import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { createLog } from '../log.ts'
import { portolanVersion } from '../portolan-version.ts'
import { startServer } from '../running-server.ts'
import type { RunningServer, ServerOptions } from '../running-server.ts'
import { webFolder } from '../web-folder.ts'
import { openAll } from './connect.ts'
import { openBrowser } from './open-browser.ts'
import type { ServeArguments } from './parse-arguments.ts'
import { UsageError } from './usage-error.ts'
import type { Terminal } from './terminal.ts'

/** Serves the dashboard until the signal aborts. Resolves with the exit code. */
export async function serve(
  options: ServeArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const log = createLog(options.logLevel)
  await using connection = await openAll(options, terminal.environment, log)
  const token = randomBytes(32).toString('base64url')
  await using server = await listenOrExplain({
    clusters: connection.clusters,
    files: connection.files,
    session: {
      version: portolanVersion,
      readOnly: options.readOnly,
      allowDisruptive: options.allowDisruptive,
      exec: options.exec,
    },
    host: options.host,
    port: options.port,
    allowedHosts: isIP(options.host) === 0 ? options.allowedHosts : [options.host, ...options.allowedHosts],
    token,
    webFolder,
    log,
    tell: terminal.print,
  })
  const url = `${server.origin}/#token=${token}`
  if (connection.notice !== undefined) terminal.print(`\n*** ${connection.notice}\n`)
  terminal.print(
    `Portolan ${portolanVersion} draws ${connection.cluster ?? connection.files.map(({ name }) => name).join(', ')}: ${url}`,
  )
  if (options.open) openBrowser(url)
  // The list is on its way while the browser starts.
  if (connection.cluster !== undefined) void connection.clusters.get(connection.cluster).index
  await aborted(signal)
  log.info('stopping')
  return 0
}

async function listenOrExplain(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const { host, port } = options
    switch (code) {
      case 'EADDRINUSE':
        throw new UsageError(
          `Port ${port} of ${host} is taken, perhaps by another Portolan. Choose another one with --port N (--port 0 takes any free one).`,
        )
      case 'EACCES':
        throw new UsageError(
          `Port ${port} may not be used by this user. Choose one above 1023 with --port N.`,
        )
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        throw new UsageError(`--host ${host} is not an address of this machine.`)
      default:
        throw error
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
