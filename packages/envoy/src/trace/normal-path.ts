import { flagOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** What a connection manager makes of a path before anything is matched with it. */
export type NormalPath =
  | { readonly kind: 'path'; readonly path: string; readonly changed: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'redirected'; readonly path: string }

const escapedSlash = /%(?:2f|5c)/i

/**
 * Normalises a path as `normalize_path`, `merge_slashes` and
 * `path_with_escaped_slashes_action` say. The query stays as it is.
 * @see envoy: source/common/http/path_utility.cc
 */
export function normalPath(manager: JsonObject, path: string): NormalPath {
  const at = path.search(/[?#]/)
  const only = at === -1 ? path : path.slice(0, at)
  const rest = at === -1 ? '' : path.slice(at)
  if (!only.startsWith('/')) return { kind: 'path', path, changed: false }
  const action = textOf(manager, 'path_with_escaped_slashes_action')
  const hasEscaped = escapedSlash.test(only)
  if (hasEscaped && action === 'REJECT_REQUEST') return { kind: 'refused' }
  const unescapes = action === 'UNESCAPE_AND_FORWARD' || action === 'UNESCAPE_AND_REDIRECT'
  const plain = hasEscaped && unescapes ? only.replaceAll(/%2f/gi, '/').replaceAll(/%5c/gi, '\\') : only
  const dotted = flagOf(manager, 'normalize_path') ? withoutDots(plain) : plain
  const merged = flagOf(manager, 'merge_slashes') ? dotted.replaceAll(/\/{2,}/g, '/') : dotted
  const normal = merged + rest
  if (hasEscaped && action === 'UNESCAPE_AND_REDIRECT') return { kind: 'redirected', path: normal }
  return { kind: 'path', path: normal, changed: normal !== path }
}

/** RFC 3986, 5.2.4, with `\` for `/`; unreserved characters are unescaped, and above the root is the root. */
function withoutDots(path: string): string {
  const segments: string[] = []
  const parts = path.replaceAll('\\', '/').split('/').slice(1)
  parts.forEach((part, place) => {
    const plain = part.replaceAll(/%([0-9a-f]{2})/gi, (escaped, code: string) => {
      const letter = String.fromCodePoint(Number.parseInt(code, 16))
      return /[A-Za-z0-9._~-]/.test(letter) ? letter : escaped
    })
    const isLast = place === parts.length - 1
    if (plain === '..') segments.pop()
    else if (plain !== '.') segments.push(plain)
    if (isLast && (plain === '.' || plain === '..')) segments.push('')
  })
  return `/${segments.join('/')}`
}
