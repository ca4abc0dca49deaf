import { execFile } from 'node:child_process'
import type { TraceCase } from './trace-case.ts'

/** Where a request leaves from and goes to. */
export type Route = {
  /** A process whose network it leaves from; `undefined` for this machine's own. */
  readonly pid: string | undefined
  readonly address: string
}

/** What the client saw. */
export type Sent = {
  readonly status: number
  readonly location: string | undefined
  readonly body: string
  /** The port that it left from; 0 when no connection was made. */
  readonly localPort: number
  /** When it was sent, in milliseconds since 1970. */
  readonly sentAt: number
}

const marks = '\n--- %{http_code} %{local_port} %{redirect_url}'

/** Sends one request with curl, from inside a pod's network where the route says so. */
export function sendRequest(one: TraceCase, { pid, address }: Route): Promise<Sent> {
  const [program = '', ...args] = [
    ...(pid === undefined ? [] : ['nsenter', '-t', pid, '-n']),
    ...curl(one, address),
  ]
  const sentAt = Date.now()
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { timeout: 20_000 }, (error, stdout) => {
      // curl ends with an error of its own where a connection fails: that is an observation.
      if (error !== null && typeof error.code === 'string') reject(error)
      else resolve({ ...readSent(stdout), sentAt })
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(one.speaks === 'tcp' ? 'hello\n' : '')
  })
}

function curl(
  { speaks, port, host = '', method = 'GET', path = '/', headers = {}, sni = host }: TraceCase,
  address: string,
): readonly string[] {
  const common = ['curl', '-s', '-k', '-m', '6', '-w', marks, '--path-as-is', '--noproxy', '*']
  if (speaks === 'tcp') return [...common, `telnet://${address}:${port}`]
  const isTls = speaks !== 'http'
  const name = isTls && sni !== '' ? sni : address
  return [
    ...common,
    ...(name === address ? [] : ['--resolve', `${name}:${port}:${address}`]),
    '-X',
    method,
    '-H',
    `Host: ${host}`,
    ...Object.entries(headers).flatMap(([key, value]) => ['-H', `${key}: ${value}`]),
    `${isTls ? 'https' : 'http'}://${name}:${port}${path}`,
  ]
}

function readSent(stdout: string): Omit<Sent, 'sentAt'> {
  const at = stdout.lastIndexOf('\n--- ')
  const [status = '', localPort = '', location = ''] = stdout.slice(at + 5).split(' ')
  return {
    status: Number(status),
    localPort: Number(localPort),
    location: location.trim() || undefined,
    body: stdout.slice(0, Math.max(0, at)),
  }
}
