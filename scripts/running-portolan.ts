import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { routes, type RouteAnswer, type RouteName } from '@portolan/contract/routes'
import { root } from './tool.ts'

const startDeadlineMs = 30_000
const stopDeadlineMs = 4_000

/** The command as a child process, the way people run it, and its API. */
export class RunningPortolan implements AsyncDisposable {
  /** The printed URL: origin and, in its fragment, the launch token. */
  readonly url: URL
  readonly token: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: URL) {
    this.#child = child
    this.url = url
    this.token = new URLSearchParams(url.hash.slice(1)).get('token') ?? ''
  }

  get origin(): string {
    return this.url.origin
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /**
   * Starts `portolan ARGS --no-open --port 0` and waits for the URL that it prints.
   * @throws with everything the command said when it ends first or stays silent for 30 s.
   */
  static async start(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningPortolan> {
    const main = path.join(root, 'apps/server/dist/main.js')
    const child = spawn(process.execPath, [main, ...args, '--no-open', '--port', '0'], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const url = await new Promise<URL>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`portolan printed no URL in time:\n${said}`)),
        startDeadlineMs,
      )
      const listen = (chunk: Buffer): void => {
        said += chunk.toString()
        const found = /https?:\/\/\S+#token=\S+/.exec(said)
        if (!found) return
        clearTimeout(timer)
        resolve(new URL(found[0]))
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('exit', (status) => {
        clearTimeout(timer)
        reject(new Error(`portolan ended with ${status}:\n${said}`))
      })
    })
    return new RunningPortolan(child, url)
  }

  /**
   * Calls one route of the contract.
   * @throws with the problem's text when the answer is not 2xx, or not of the contract's shape.
   */
  async call<N extends RouteName>(
    name: N,
    params: Readonly<Record<string, string>>,
    deadlineMs = 30_000,
  ): Promise<RouteAnswer<N>> {
    // The schema of a generic route is the one of its own row, which the compiler cannot follow.
    return (await this.ask<unknown>(routes[name], params, {}, deadlineMs)) as RouteAnswer<N> // oxlint-disable-line typescript/no-unsafe-type-assertion
  }

  /** The same for a route of any table, with a body if it takes one. */
  async ask<T>(
    route: { readonly method: string; readonly path: string; readonly answer: { parse(value: unknown): T } },
    params: Readonly<Record<string, string>>,
    body: object,
    deadlineMs = 30_000,
  ): Promise<T> {
    const target = route.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(params[key] ?? ''),
    )
    const answer = await fetch(new URL(target, this.origin), {
      method: route.method,
      headers: { 'x-portolan-token': this.token, 'content-type': 'application/json', origin: this.origin },
      ...(route.method === 'POST' ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(deadlineMs),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${route.path}: ${answer.status} ${text}`)
    return route.answer.parse(JSON.parse(text))
  }

  /** Any path of the API, whatever the answer is. */
  get(path: string, deadlineMs = 60_000): Promise<Response> {
    return fetch(new URL(path, this.origin), {
      headers: { 'x-portolan-token': this.token, origin: this.origin },
      signal: AbortSignal.timeout(deadlineMs),
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = new Promise<void>((resolve) => {
      this.#child.once('exit', () => resolve())
    })
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopDeadlineMs)
    this.#child.kill('SIGTERM')
    await ended
    clearTimeout(timer)
  }
}
