import type { PortolanOnSandbox } from './portolan-on-sandbox.ts'

/** Reads a streamed log line by line, as a browser does; disposing goes away from it. */
export class LogReader implements AsyncDisposable {
  readonly status: number
  readonly #ending: AbortController
  readonly #lines: AsyncGenerator<string, undefined>

  private constructor(response: Response, ending: AbortController) {
    this.status = response.status
    this.#ending = ending
    this.#lines = linesOf(response)
  }

  /** @param path from `/api` on, with its query */
  static async open({ origin, token }: PortolanOnSandbox, path: string): Promise<LogReader> {
    const ending = new AbortController()
    const headers = { 'x-portolan-token': token }
    return new LogReader(await fetch(`${origin}${path}`, { headers, signal: ending.signal }), ending)
  }

  /** The next line; `undefined` when there is no more. */
  async next(): Promise<string | undefined> {
    return (await this.#lines.next()).value
  }

  /** Everything that is still to come. */
  async rest(): Promise<readonly string[]> {
    const lines: string[] = []
    for await (const line of this.#lines) lines.push(line)
    return lines
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort()
    // Nobody waits for the next piece of a body that was aborted.
    await this.#lines.return(undefined).catch(() => undefined)
  }
}

async function* linesOf({ body }: Response): AsyncGenerator<string, undefined> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const piece of body ?? []) {
    const [first = '', ...more] = decoder.decode(piece, { stream: true }).split('\n')
    const last = more.pop()
    if (last === undefined) {
      rest += first
      continue
    }
    yield rest + first
    yield* more
    rest = last
  }
  if (rest !== '') yield rest
}
