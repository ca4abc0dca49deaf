import { text, type AnswerSource, type StoredAnswer } from './answer-table.ts'

/**
 * istiod finds the proxy of `proxyID` by a part of its connection's id, so any
 * part of a recorded proxy's name will do. Endpoints that are about one proxy
 * refuse to be asked without it, and one that nobody recorded is a stranger.
 * @see istio: pilot/pkg/xds/debug.go, getProxyConnection
 */
export async function computeDebug(answers: AnswerSource, url: URL): Promise<StoredAnswer | undefined> {
  if (!url.pathname.startsWith('/debug/')) return undefined
  const wanted = url.searchParams.get('proxyID')
  const isAboutOne = aboutOneProxy.has(url.pathname)
  if (!wanted) return isAboutOne ? ((await answers.get(url.pathname)) ?? noProxyId) : undefined
  const prefix = `${url.pathname}?proxyID=`
  const known = [...answers.keys()].filter((target) => target.startsWith(prefix))
  const found = known.find((target) => target.slice(prefix.length).includes(wanted))
  const recorded = await answers.get(found ?? `${prefix}${strangerProxy}`)
  return recorded ?? (isAboutOne ? notConnected : undefined)
}

const aboutOneProxy = new Set(
  ['config_dump', 'ecdsz', 'edsz', 'ndsz', 'sidecarz'].map((name) => `/debug/${name}`),
)

const notConnected = text(
  'Proxy not connected to this Pilot instance. It may be connected to another instance.\n',
  404,
  'text/plain; charset=utf-8',
)

const noProxyId = text('You must provide a proxyID in the query string\n', 400, 'text/plain; charset=utf-8')

/** The proxy that the recorder asks for and no mesh has. */
export const strangerProxy = 'stranger.nowhere'
