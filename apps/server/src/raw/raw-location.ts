/**
 * Where a redirect or a link of a pod's page leads, as a path below the
 * capability. `undefined` when it leaves the port: another host, another port,
 * another scheme.
 * @param value what the page says: relative, root-absolute, or with its own host
 * @param base path of the page that says it
 * @param root `/raw/TOKEN`
 */
export function insideCapability(
  value: string,
  base: string,
  root: string,
  number: number,
): string | undefined {
  // Kept byte for byte: the path is judged when the browser comes with it.
  if (/^\/(?![/\\])/.test(value)) return `${root}${value}`
  const own = `http://localhost:${number}`
  let url: URL
  try {
    url = new URL(value, `${own}${base}`)
  } catch {
    return undefined
  }
  if (url.protocol !== 'http:' || url.username !== '' || url.password !== '') return undefined
  // A URL leaves out the default port of its scheme.
  const port = url.port === '' ? '80' : url.port
  if (!ownHosts.has(url.hostname) || port !== String(number)) return undefined
  return `${root}${url.pathname}${url.search}${url.hash}`
}

/** How a pod's own server may call itself when it is asked over loopback. */
const ownHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
