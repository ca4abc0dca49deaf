/** Which port is wanted, and of which pod, as far as it was said. */
export type PortQuery = { readonly port: string; readonly pod: string }

/** Between port and pod: "15020 of cart", "15020@cart". */
const forward = /^(.*?)(?:\s+(?:of|at|in|on)\s+|\s*@\s*)(.*)$/i
/** The other way around in Chinese: "cart 的 15020 端口". */
const backward = /^(.*?)\s*的\s*(.*)$/
/** Words that only say that a port is meant. */
const noise = /(^|\s)(ports?|go to)(?=\s|$)|端口号?|转到/gi

/**
 * Every way to read what was typed after `:`, likeliest first: "15020 cart"
 * may be a port and a pod, or the name of a port alone ("envoy admin").
 */
export function portQueries(text: string): readonly PortQuery[] {
  const said = clean(text)
  const of = forward.exec(text.trim())
  if (of !== null) return [{ port: clean(of[1] ?? ''), pod: clean(of[2] ?? '') }]
  const de = backward.exec(text.trim())
  if (de !== null) return [{ port: clean(de[2] ?? ''), pod: clean(de[1] ?? '') }]
  const words = said.split(' ').filter(Boolean)
  const cuts = words.map((_, index) => words.length - index)
  return [
    ...cuts.map((at) => ({ port: words.slice(0, at).join(' '), pod: words.slice(at).join(' ') })),
    ...cuts.slice(1).map((at) => ({ port: words.slice(at).join(' '), pod: words.slice(0, at).join(' ') })),
    ...(words.length === 0 ? [{ port: '', pod: '' }] : [{ port: '', pod: said }]),
  ]
}

function clean(text: string): string {
  return text.replaceAll(noise, ' ').replaceAll(/\s+/g, ' ').trim()
}
