import { configurationWith } from './answer-zones.ts'
import { rewriteJson, type Removal } from './rewrite-json.ts'
import { redacted } from './zone.ts'

/** Where the injector writes the application's own probes and annotations to, as JSON. */
export function isProbeVariable(name: string): boolean {
  return name === 'ISTIO_KUBE_APP_PROBERS' || name === 'ISTIO_PROMETHEUS_ANNOTATIONS'
}

const probes = configurationWith({ path: { kind: 'text', rule: 'query', rewrite: keptPath } })

/** The text of such a variable, without the values of the headers that a probe sends. */
export function keptProbes(text: string, removal: Removal): string {
  const kept = text.trimStart().startsWith('{') ? rewriteJson(Buffer.from(text), probes, removal) : undefined
  if (kept !== undefined) return kept.toString('utf8')
  if (text === '' || text === redacted) return text
  removal('environment', text, true)
  return redacted
}

/** A path of a probe without its query, which is where tokens are written. */
export function keptPath(path: string, removed: (text: string) => void): string {
  const query = path.indexOf('?')
  if (query < 0 || path.slice(query + 1) === redacted || query === path.length - 1) return path
  removed(path.slice(query + 1))
  return `${path.slice(0, query + 1)}${redacted}`
}
