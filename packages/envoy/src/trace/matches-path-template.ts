import { matchesRegex } from './matches-regex.ts'
import type { Truth } from './truth.ts'

const letter = "[a-zA-Z0-9-._~%!$&'()+,;:@]"
const patterns: Readonly<Record<string, string>> = { '*': `${letter}+`, '**': `(?:${letter}|/)*` }

/**
 * Whether a path is what a URI template says: `/items/{*}/parts/{**}`, with or
 * without names (`{id=*}`).
 * @see envoy: source/extensions/path/uri_template_lib/uri_template_internal.cc
 */
export function matchesPathTemplate(template: string, path: string): Truth {
  const regex = template
    .split(/(\{[^}]*\}|\*\*?)/)
    .map((part) => {
      if (part.startsWith('{')) {
        const [name = '', pattern] = part.slice(1, -1).split('=')
        const inner = pattern ?? (Object.hasOwn(patterns, name) ? name : '*')
        return inner
          .split(/(\*\*?)/)
          .map((one) => patterns[one] ?? quoted(one))
          .join('')
      }
      return patterns[part] ?? quoted(part)
    })
    .join('')
  return matchesRegex(regex, path)
}

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
