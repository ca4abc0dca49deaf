import type { LoggerLevels } from '@portolan/contract/envoy'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'
import { AppError } from '../app-error.ts'
import { headersForPod } from '../raw/raw-headers.ts'
import { refusalOf, unanswered } from './envoy-failure.ts'

/** How long one order may take, in milliseconds. */
const deadline = 5_000
/** Longest answer that is read, in bytes; a list of loggers has some thousand. */
const longestAnswer = 1024 * 1024

/** Where an order goes, and what ends it. */
export type EnvoyWay = {
  readonly agent: TunnelAgent
  readonly target: TunnelTarget
  readonly signal: AbortSignal
}

/** The levels of all loggers. @throws AppError */
export async function listLevels(way: EnvoyWay): Promise<LoggerLevels> {
  return readLevels(await tellEnvoy(way, '/logging', 'twice'))
}

/**
 * Sets levels by logger; others stay.
 * @param levels of at least one logger; names and levels as Envoy lists them
 * @throws AppError
 */
export async function setLevels(way: EnvoyWay, levels: LoggerLevels): Promise<void> {
  const pairs = Object.entries(levels)
  const [first] = pairs
  if (first === undefined) return
  const single = `${encodeURIComponent(first[0])}=${encodeURIComponent(first[1])}`
  const several = `paths=${encodeURIComponent(pairs.map(([name, level]) => `${name}:${level}`).join(','))}`
  await tellEnvoy(way, `/logging?${pairs.length === 1 ? single : several}`, 'twice')
}

/** Sets the level of every logger, those too that only exist from now on. @throws AppError */
export async function setAllLevels(way: EnvoyWay, level: string): Promise<void> {
  await tellEnvoy(way, `/logging?level=${encodeURIComponent(level)}`, 'twice')
}

/** Sets every counter to zero. @throws AppError */
export async function resetCounters(way: EnvoyWay): Promise<void> {
  await tellEnvoy(way, '/reset_counters', 'once')
}

/**
 * Reads what `POST /logging` answers with: a heading, and a line of each logger.
 * @throws AppError `answer-broken`
 * @see envoy: source/server/admin/logs_handler.cc
 */
export function readLevels(text: string): LoggerLevels {
  const levels = Object.fromEntries(
    Array.from(text.matchAll(/^ +(\S+): ([a-z]+)$/gm), ([, name = '', level = '']) => [name, level]),
  )
  if (/^active loggers:\r?\n/.test(text) && Object.keys(levels).length > 0) return levels
  const detail = 'Envoy’s answer is no list of loggers.'
  throw new AppError({ code: 'answer-broken', status: 502, detail })
}

/** @param times `twice` where doing it again does no harm: an idle tunnel may have been closed just now */
async function tellEnvoy(way: EnvoyWay, path: string, times: 'once' | 'twice'): Promise<string> {
  const { agent, target, signal } = way
  try {
    const answer = await tunnelRequest(agent, target, {
      method: 'POST',
      path,
      headers: { ...headersForPod(target.port), accept: 'text/plain' },
      signal,
      deadlineMs: deadline,
      maxBytes: longestAnswer,
    })
    const { status, body, milliseconds } = answer
    if (status !== 200) throw await refusalOf({ method: 'POST', path, status, body, milliseconds }, false)
    return await answer.text()
  } catch (error) {
    if (error instanceof AppError) throw error
    if (times === 'once' || !mayBeStale(error)) throw unanswered(error, `POST ${path}`)
    agent.closeIdle(target)
    return tellEnvoy(way, path, 'once')
  }
}

function mayBeStale(error: unknown): boolean {
  return error instanceof TunnelError && ['reset', 'closed', 'unresponsive'].includes(error.code)
}
