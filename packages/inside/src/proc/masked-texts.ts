import { maskedCommand } from './masked-command.ts'
import { maskedEnvironment } from './masked-environment.ts'
import { maskedText, redacted } from './masked-text.ts'
import type { ProcTexts } from './read-output.ts'

/** Where in what a container printed something was masked. */
export type MaskedPart = 'command-line' | 'environment' | 'socket-path' | 'open-file'

export type Masking = {
  /** Hears of everything that was masked, as it was before. */
  readonly masked: (part: MaskedPart, text: string) => void
  /** What may be kept of a command line's words, once they are masked. */
  readonly words: (words: readonly string[]) => readonly string[]
  /** What may be kept of a variable's value, before it is masked. */
  readonly variable: (name: string, value: string) => string
}

/**
 * What one container printed, as it may be kept: command lines, environments
 * and paths of sockets as a look shows them, without what looks like a secret.
 * Of open files only what they are to a process stays: a file's name is no
 * concern of a look.
 */
export function maskedTexts(texts: ProcTexts, masking: Masking): ProcTexts {
  const { processes, tables, open } = texts
  const unix = (line: string) => keptUnixRow(line, masking)
  return {
    ...texts,
    processes: processes.map(({ environment, ...one }) => ({
      ...one,
      cmdline: keptCommandLine(one.cmdline, masking),
      ...(environment === undefined ? {} : { environment: keptEnvironment(environment, masking) }),
    })),
    tables: { ...tables, 'net/unix': eachLine(tables['net/unix'], unix) },
    open: open === undefined ? undefined : eachLine(open, (line) => keptOpenFile(line, masking)),
  }
}

function keptCommandLine(cmdline: string, { masked, words }: Masking): string {
  const before = cmdline.split('\0')
  const kept = maskedCommand(cmdline)
  for (const [at, word] of kept.entries())
    tell(before[at] ?? '', word, (text) => masked('command-line', text))
  return words(kept)
    .map((word) => `${word}\0`)
    .join('')
}

function keptEnvironment(lines: readonly string[], { masked, variable }: Masking): string[] {
  return lines.flatMap((line) => {
    const at = line.indexOf('=')
    if (at < 1) return []
    const [name, value] = [line.slice(0, at), line.slice(at + 1)]
    const allowed = variable(name, value)
    return maskedEnvironment([`${name}=${allowed}`]).map((one) => {
      tell(allowed, one.value, (text) => masked('environment', text))
      // A newline in a value travels as U+0001, as the reader prints it.
      return `${one.name}=${one.value.replaceAll('\n', '\u0001')}`
    })
  })
}

/** The table's heading, and rows with the path at their end. */
const unixRow = /^([0-9a-fA-F]{8,16}:(?: +[0-9A-F]+){6}) (.+)$/

function keptUnixRow(line: string, { masked }: Masking): string {
  const [, row, path] = unixRow.exec(line) ?? []
  // A path may hold newlines: what goes on after one looks like no row.
  const before = path ?? line
  const kept = maskedText(before)
  tell(before, kept, (text) => masked('socket-path', text))
  return row === undefined ? kept : `${row} ${kept}`
}

/** An entry of `ls -ln`, by its link's target. */
const link = /^(l.*? -> )(.*)$/
const nameless = /^(?:(?:socket|pipe|[a-z_]+):\[\d+\]|anon_inode:[[\]\w-]+|\/dev\/(?:null|pts\/\d+|tty))$/
const unlinked = /^(?:\d+\/(?:fd|ns):|total \d+|l\S{9,10} [^>]*|)$/

function keptOpenFile(line: string, { masked }: Masking): string {
  const [, before, target = ''] = link.exec(line) ?? []
  if (before !== undefined && nameless.test(target)) return line
  if (before === undefined && unlinked.test(line)) return line
  masked('open-file', before === undefined ? line : target)
  return before === undefined ? redacted : `${before}${redacted}`
}

function eachLine(text: string, kept: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => kept(line))
    .join('\n')
}

function tell(before: string, after: string, hear: (text: string) => void): void {
  if (before !== after && after.includes(redacted)) hear(before)
}
