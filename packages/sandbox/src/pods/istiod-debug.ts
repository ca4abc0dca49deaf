import type { AnswerTable, StoredAnswer } from './answer-table.ts'

/**
 * istiod finds the proxy of `proxyID` by a part of its connection's id, so any
 * part of a recorded proxy's name will do. An id that no recording has gets
 * the recorded answer for a stranger.
 * @see istio: pilot/pkg/xds/debug.go, getProxyConnection
 */
export function computeDebug(answers: AnswerTable, url: URL): StoredAnswer | undefined {
  const wanted = url.searchParams.get('proxyID')
  if (!wanted || !url.pathname.startsWith('/debug/')) return undefined
  const prefix = `${url.pathname}?proxyID=`
  const known = [...answers.keys()].filter((target) => target.startsWith(prefix))
  const found = known.find((target) => target.slice(prefix.length).includes(wanted))
  return answers.get(found ?? `${prefix}${strangerProxy}`)
}

/** The proxy that the recorder asks for and no mesh has. */
export const strangerProxy = 'stranger.nowhere'
