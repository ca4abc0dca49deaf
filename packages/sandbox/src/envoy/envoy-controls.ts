import { text, type StoredAnswer } from '../pods/answer-table.ts'

/** Some of the loggers of an Envoy with Istio's filters; all at `warning`, as pilot-agent starts it, but one. */
const loggers = [
  'admin',
  'client',
  'config',
  'conn_handler',
  'connection',
  'filter',
  'forward_proxy',
  'http',
  'http2',
  'jwt',
  'lua',
  'main',
  'misc',
  'pool',
  'rbac',
  'router',
  'runtime',
  'secret',
  'upstream',
  'wasm',
]
const levelNames = new Set(['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'])
/** spdlog's own names, which Envoy takes, too. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['warn', 'warning'],
  ['err', 'error'],
])

const usage = `
usage: /logging?<name>=<level> (change single level)
usage: /logging?paths=name1:level1,name2:level2,... (change multiple levels)
usage: /logging?level=<level> (change all levels)
`

/**
 * What one running Envoy can be told and remembers: its log levels, and that its
 * counters were reset. Answers are in Envoy's words.
 * @see envoy: source/server/admin/logs_handler.cc, stats_handler.cc
 */
export class EnvoyControls {
  readonly #levels = new Map<string, string>()
  #countersAreReset = false

  constructor() {
    this.restart()
  }

  get countersAreReset(): boolean {
    return this.#countersAreReset
  }

  /** The process starts again, and knows nothing of what the one before was told. */
  restart(): void {
    for (const name of loggers) this.#levels.set(name, name === 'misc' ? 'error' : 'warning')
    this.#countersAreReset = false
  }

  /** The answer to a POST; `undefined` when it is about something else. */
  told(url: URL): StoredAnswer | undefined {
    switch (url.pathname) {
      case '/logging':
        return this.#logging([...url.searchParams])
      case '/reset_counters':
        this.#countersAreReset = true
        return text('OK\n')
      default:
        return undefined
    }
  }

  #logging(parameters: readonly (readonly [string, string])[]): StoredAnswer {
    const [first, ...more] = parameters
    if (more.length > 0) return refusal('invalid number of parameters')
    const changes = first === undefined ? [] : this.#changesOf(...first)
    const wanted = changes.map(([name, level]) => [name, aliases.get(level) ?? level] as const)
    if (wanted.some(([, level]) => !levelNames.has(level))) return refusal('unknown logger level')
    if (wanted.some(([name]) => !this.#levels.has(name))) return refusal('unknown logger name')
    for (const [name, level] of wanted) this.#levels.set(name, level)
    const lines = Array.from(this.#levels, ([name, level]) => `  ${name}: ${level}\n`)
    return text(`active loggers:\n${lines.join('')}\n`)
  }

  #changesOf(name: string, value: string): readonly (readonly [string, string])[] {
    if (name === 'level') return Array.from(this.#levels.keys(), (logger) => [logger, value] as const)
    if (name !== 'paths') return [[name, value]]
    return value.split(',').map((pair) => {
      const [logger = '', level = ''] = pair.split(':')
      return [logger, level] as const
    })
  }
}

function refusal(why: string): StoredAnswer {
  return text(`error: ${why}\n${usage}`, 400)
}
