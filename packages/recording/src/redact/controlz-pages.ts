import { keptArguments } from './known-arguments.ts'
import { isKnownVariable } from './known-env.ts'
import type { Removal } from './rewrite-json.ts'
import { redacted } from './zone.ts'

/** A row of a ControlZ table: two cells, whose texts Go's templates have escaped. */
const row = /(<td[^>]*>)([^<]*)(<\/td>\s*<td[^>]*>)([^<]*)(<\/td>)/g

/** ControlZ's page of environment variables, `/envz/`. */
export function keptEnvironmentPage(html: string, removal: Removal): string {
  return html.replaceAll(
    row,
    (all, open: string, name: string, middle: string, value: string, close: string) => {
      const text = unescaped(value).trim()
      if (text === '' || text === redacted || isKnownVariable(unescaped(name).trim())) return all
      removal('environment', text, true)
      return `${open}${name}${middle}${redacted}${close}`
    },
  )
}

/** ControlZ's page of arguments, `/argz/`: index and word. */
export function keptArgumentsPage(html: string, removal: Removal): string {
  const words = [...html.matchAll(row)].map((match) => unescaped(match[4] ?? '').trim())
  const kept = keptArguments(words, (text) => removal('arguments', text, true))
  let at = 0
  return html.replaceAll(
    row,
    (all, open: string, index: string, middle: string, _word: string, close: string) => {
      const word = kept[at] ?? redacted
      const same = word === words[at]
      at += 1
      return same ? all : `${open}${index}${middle}${escaped(word)}${close}`
    },
  )
}

/** Go's `/debug/pprof/cmdline`: the words of the command line, each but the last with a NUL after it. */
export function keptCommandLine(text: string, removal: Removal): string {
  return keptArguments(text.split('\0'), (one) => removal('arguments', one, true)).join('\0')
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|(\w+));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? all
      const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
