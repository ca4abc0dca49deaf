/** What a line of Istio's access log tells of one request or connection. */
export type AccessLine = {
  /** When the request or the connection began, in milliseconds since 1970. */
  readonly startedAt: number
  /** 0 for a connection that is no HTTP. */
  readonly status: number
  /** `UH`, `NR`, ...; `undefined` for none. */
  readonly flag: string | undefined
  readonly upstreamHost: string | undefined
  readonly cluster: string | undefined
  /** `ADDRESS:PORT` of who called, and of what was called. */
  readonly caller: string
  readonly called: string
}

/**
 * Reads a line as Istio's default format writes it; lines of any other kind are `undefined`.
 * @see istio: pilot/pkg/model/telemetry_logging.go (EnvoyTextLogFormat)
 */
export function readAccessLine(line: string): AccessLine | undefined {
  const fields = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
  // [time] "request" status flags details termination "failure" received sent duration service
  // "forwarded" "agent" "id" "authority" "host" cluster local destination caller name route
  if (!line.startsWith('[') || fields.length < 20) return undefined
  const [status = '', flags = '-'] = fields.slice(2)
  const [host = '-', cluster = '-'] = fields.slice(15)
  const [called = '', caller = ''] = fields.slice(18)
  if (!/^\d+$/.test(status) || !/:\d+$/.test(caller)) return undefined
  return {
    startedAt: Date.parse(fields[0]?.slice(1, -1) ?? ''),
    status: Number(status),
    flag: told(flags),
    upstreamHost: told(host),
    cluster: told(cluster),
    caller,
    called,
  }
}

function told(text: string): string | undefined {
  return text === '-' || text === '' ? undefined : text
}
