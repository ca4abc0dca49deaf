import { settingName } from './setting-name.ts'
import { redacted } from './zone.ts'

/**
 * YAML without the values that are not known to be harmless, line by line: the
 * plain style in which settings are written (block mappings and lists, scalars
 * on one line) is kept, and what is written in any other way is removed whole.
 * Numbers and switches stay; comments go.
 * @param isKept told the path of a scalar, e.g. `defaultConfig.proxyAdminPort`
 */
export function keptYaml(
  text: string,
  isKept: (path: string) => boolean,
  removed: (text: string) => void,
): string {
  const lines = new YamlLines(isKept, removed)
  const kept = text.split('\n').flatMap((line) => lines.keep(line))
  return kept.join('\n') + (text.endsWith('\n') && kept.at(-1) !== '' ? '\n' : '')
}

const entry =
  /^(?<indent> *)(?<dash>(?:- +)*)(?<quote>["']?)(?<key>[A-Za-z0-9_./-]+)\k<quote>:(?:(?<space> +)(?<value>.*))?$/
const item = /^(?<indent> *)(?<dash>(?:- +)+)(?<value>[^\s].*)$/
const plain = /^(?:true|false|null|~|-?\d+(?:\.\d+)?|\{\}|\[\])$/i
/** A scalar that ends on its line: quoted, or plain without what begins something else. */
const simple = /^(?:"(?:[^"\\]|\\["\\/nt])*"|'(?:[^']|'')*'|[A-Za-z0-9_./$(~:-](?:[^#:]|:(?!\s|$)|(?<! )#)*)$/

class YamlLines {
  readonly #isKept: (path: string) => boolean
  readonly #removed: (text: string) => void
  /** Keys that lead to the line, each with its column. */
  #path: { readonly column: number; readonly key: string }[] = []
  /** Lines that are further right than this belong to a value that was removed. */
  #skipDeeperThan: number | undefined

  constructor(isKept: (path: string) => boolean, removed: (text: string) => void) {
    this.#isKept = isKept
    this.#removed = removed
  }

  /** The line as it may be kept; nothing for one that is no setting. */
  keep(line: string): readonly string[] {
    const text = line.replace(/\s+$/, '')
    if (text === '') return this.#skipDeeperThan === undefined ? [line] : []
    const column = text.length - text.trimStart().length
    if (this.#skipDeeperThan !== undefined) {
      if (column > this.#skipDeeperThan) {
        this.#removed(text.trim())
        return []
      }
      this.#skipDeeperThan = undefined
    }
    if (text.trimStart().startsWith('#')) return this.#drop(text)
    if (text === '---') return [line]
    const named = entry.exec(text)?.groups
    if (named !== undefined) return this.#entry(named, line)
    const listed = item.exec(text)?.groups
    if (listed !== undefined) {
      const start = (listed['indent'] ?? '') + (listed['dash'] ?? '')
      // A list may stand in the column of its own key.
      this.#leave((listed['indent'] ?? '').length + 1)
      return [this.#scalar(start, listed['value'] ?? '', this.#pathTo(), column, line)]
    }
    return this.#drop(text)
  }

  #entry(groups: Readonly<Record<string, string>>, line: string): readonly string[] {
    const { indent = '', dash = '', quote = '', key = '', space = ' ', value } = groups
    const column = indent.length + dash.length
    this.#leave(column)
    this.#path.push({ column, key: settingName(key) })
    if (value === undefined || value === '') return [line]
    const start = `${indent}${dash}${quote}${key}${quote}:${space}`
    return [this.#scalar(start, value, this.#pathTo(), column, line)]
  }

  #scalar(start: string, value: string, path: string, column: number, line: string): string {
    if (plain.test(value) || (simple.test(value) && (this.#isKept(path) || unquoted(value) === redacted)))
      return line
    this.#skipDeeperThan = column
    this.#removed(unquoted(value))
    return `${start}"${redacted}"`
  }

  #drop(text: string): readonly string[] {
    this.#removed(text.trim())
    return []
  }

  #leave(column: number): void {
    while ((this.#path.at(-1)?.column ?? -1) >= column) this.#path.pop()
  }

  #pathTo(): string {
    return this.#path.map(({ key }) => key).join('.')
  }
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}
