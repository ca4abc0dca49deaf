import { RewritingStream } from 'parse5-html-rewriting-stream'
import { insideCapability } from './raw-location.ts'

/**
 * Attributes that hold one URL, whatever their element: an unknown element with
 * a known attribute does no harm. After the list of the Kubernetes API
 * server's own proxy.
 * @see apimachinery: pkg/util/proxy/transport.go
 */
const urlAttributes: ReadonlySet<string> = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'poster',
  'data',
  'background',
  'cite',
  'manifest',
  'codebase',
  'longdesc',
])

/**
 * Makes the root-absolute links of a page stay below its capability: istiod's
 * `<a href="/debug/syncz">` becomes `/raw/TOKEN/debug/syncz`. Relative links
 * work as they are, links to other hosts are left alone, and the bytes of every
 * tag without such a link are not touched. Scripts are not read: they do not
 * run in here.
 * @param root `/raw/TOKEN`
 * @param number the port, to know its own absolute URLs
 */
export function rewriteLinks(html: string, root: string, number: number): Promise<string> {
  const stream = new RewritingStream()
  stream.on('startTag', (tag, raw) => {
    let changed = false
    const isRefresh =
      tag.tagName === 'meta' &&
      tag.attrs.some(({ name, value }) => name === 'http-equiv' && value.toLowerCase() === 'refresh')
    for (const attribute of tag.attrs) {
      const value = rewritten(attribute, isRefresh)
      if (value === undefined || value === attribute.value) continue
      attribute.value = value
      changed = true
    }
    if (changed) stream.emitStartTag(tag)
    else stream.emitRaw(raw)
  })
  return new Promise((resolve, reject) => {
    let text = ''
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => (text += chunk))
    stream.on('end', () => resolve(text))
    stream.on('error', reject)
    stream.end(html)
  })

  function rewritten(
    { name, value }: { name: string; value: string },
    isRefresh: boolean,
  ): string | undefined {
    if (urlAttributes.has(name)) return link(value)
    if (name === 'srcset')
      return value.replaceAll(/(^|,\s*)(\/\S*)/g, (_all, before: string, url: string) => before + link(url))
    if (name === 'content' && isRefresh) {
      return value.replace(
        /(url\s*=\s*["']?)([^"']+)/i,
        (_all, before: string, url: string) => before + link(url.trim()),
      )
    }
    return undefined
  }

  /** Only what leads away from the capability's path needs a new one. */
  function link(value: string): string {
    const trimmed = value.trim()
    const leadsAway = /^(?:\/(?![/\\])|http:\/\/)/i.test(trimmed)
    if (!leadsAway || trimmed.startsWith(`${root}/`)) return value
    return insideCapability(trimmed, '/', root, number) ?? value
  }
}
