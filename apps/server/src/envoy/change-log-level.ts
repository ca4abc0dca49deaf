import type { AskedLogLevel, LoggerLevels, LogLevelChange } from '@portolan/contract/envoy'
import type { PodRef } from '@portolan/contract/pod-ref'
import { AppError } from '../app-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { EnvoyTarget } from './envoy-target.ts'
import { restartsOf } from './give-back.ts'
import type { ReturnBook } from './return-book.ts'
import { listLevels, setAllLevels, setLevels } from './tell-envoy.ts'

/**
 * Sets the level of one logger, or of all, in one pod, and reads back what it is.
 * A return is promised before anything is sent, so that an answer that gets lost
 * leaves no level behind; it is taken back when Envoy refuses.
 * @throws AppError when nothing was changed
 */
export async function changeLogLevel(
  returns: ReturnBook,
  { session, envoy, ref }: { session: ClusterSession; envoy: EnvoyTarget; ref: PodRef },
  { logger, level, returnAfterSeconds }: AskedLogLevel,
  signal: AbortSignal,
): Promise<LogLevelChange> {
  const way = { agent: session.agent, target: envoy.target, signal }
  return returns.change({ session, envoy }, async () => {
    const life = await livesNow(session, envoy, signal)
    const before = chosen(await listLevels(way), logger)
    const names = Object.keys(before)
    const earlier = returns.earlierThan(life, before)
    const afterMilliseconds = (returnAfterSeconds ?? 0) * 1_000
    const returnId =
      returnAfterSeconds === undefined
        ? undefined
        : returns.add({ session, envoy: life, logger, level, earlier, afterMilliseconds })
    const promised = returnId === undefined ? {} : { returnId }
    try {
      await (logger === '*' ? setAllLevels(way, level) : setLevels(way, { [logger]: level }))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (returnId === undefined) throw error
      if (isRefusal(error)) {
        returns.drop(returnId)
        throw error
      }
      returns.supersede(life, names, returnId)
      return { kind: 'failed', pod: ref, code: error.code, text: error.message, ...promised }
    }
    returns.supersede(life, names, returnId)
    try {
      const now = chosen(await listLevels(way), logger)
      return { kind: 'changed', pod: ref, before, now, ...promised }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { kind: 'failed', pod: ref, code: error.code, text: error.message, ...promised }
    }
  })
}

/**
 * This life of Envoy as the API server counts it now: a watch may be behind, and
 * the return would then take the very Envoy that was changed for another one.
 * @throws AppError `pod-gone`; ClusterError
 */
async function livesNow(
  session: ClusterSession,
  envoy: EnvoyTarget,
  signal: AbortSignal,
): Promise<EnvoyTarget> {
  const { namespace, pod: name, uid } = envoy.target
  const pod = await session.client.pod(namespace, name, signal)
  if (pod.metadata?.uid === uid) return { ...envoy, restarts: restartsOf(pod, envoy.container) }
  throw new AppError({ code: 'pod-gone', status: 404, detail: 'Another pod has this name now.' })
}

/** @throws AppError when there is no such logger */
function chosen(levels: LoggerLevels, logger: string): LoggerLevels {
  if (logger === '*') return levels
  const level = levels[logger]
  if (level !== undefined) return { [logger]: level }
  throw new AppError({ code: 'bad-request', status: 400, detail: 'This Envoy has no logger of that name.' })
}

/** Envoy said no, so nothing is changed; any other failure leaves that open. */
function isRefusal({ code }: AppError): boolean {
  return (
    code === 'bad-request' || code === 'endpoint-disabled' || code === 'not-found' || code === 'port-refused'
  )
}
