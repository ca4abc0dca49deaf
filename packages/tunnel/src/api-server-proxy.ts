import { BlockList, isIP } from 'node:net'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy on the way to an API server, as kubectl chooses it: the cluster's
 * own `proxy-url`, else HTTPS_PROXY (HTTP_PROXY for a plain server) unless
 * NO_PROXY names the server. Undefined means: connect directly.
 * @see Go: golang.org/x/net/http/httpproxy, whose rules these are
 */
export function proxyForApiServer(
  server: URL,
  clusterProxyUrl: string | undefined,
  environment: Environment,
): string | undefined {
  if (clusterProxyUrl) return clusterProxyUrl
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const proxy = environment[name] || environment[name.toLowerCase()]
  if (!proxy) return undefined
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (host === 'localhost' || isLoopback(host)) return undefined
  const port = server.port || (server.protocol === 'https:' ? '443' : '80')
  const exceptions = (environment['NO_PROXY'] || environment['no_proxy'] || '').split(',')
  if (exceptions.some((rule) => exempts(rule.trim().toLowerCase(), host, port))) return undefined
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** One rule of NO_PROXY: `*`, an address, a CIDR range, a domain, `.domain` (only what is below it), each with an optional port. */
function exempts(rule: string, host: string, port: string): boolean {
  if (rule === '') return false
  if (rule === '*') return true
  if (rule.includes('/')) return isInRange(rule, host)
  if (isIP(rule) !== 0) return rule === host
  const [, name = '', rulePort] = /^(.*?)(?::(\d+))?$/.exec(rule) ?? []
  if (rulePort !== undefined && rulePort !== port) return false
  const bare = name.replace(/^\[|\]$/g, '').replace(/^\*(?=\.)/, '')
  if (bare.startsWith('.')) return host.endsWith(bare)
  return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`))
}

function isInRange(range: string, host: string): boolean {
  const family = isIP(host)
  const [address = '', prefix = ''] = range.split('/')
  if (family === 0 || isIP(address) !== family || !/^\d{1,3}$/.test(prefix)) return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  if (Number(prefix) > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(address, Number(prefix), type)
  return list.check(host, type)
}
