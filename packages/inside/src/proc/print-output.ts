import type { ProcTexts } from './read-output.ts'
import { firstWords, sharedFiles, processFiles, tableFiles } from './read-script.ts'

/**
 * Writes the texts of one container as the reader prints them, for who keeps
 * them: `parseReadOutput` reads the same texts from it. What the reader does
 * not read is not there to be written.
 */
export function printReadOutput(texts: ProcTexts): string {
  return texts.by === 'tool' ? printTables(texts) : printFrames(texts)
}

function printFrames(texts: ProcTexts): string {
  const { shared, processes, tables, open, cut, more } = texts
  const readable = processes.flatMap(({ pid, environment }) =>
    environment === undefined ? [] : [{ pid, text: environment.map((line) => `${line}\n`).join('') }],
  )
  const files = [
    ...sharedFiles.map((file) => shared[file]),
    ...processes.flatMap((one) => processFiles.map((file) => one[file])),
    ...tableFiles.map((file) => tables[file]),
  ]
  const nonce = unusedNonce([...files, open ?? '', ...readable.map(({ text }) => text)])
  const framed = (text: string) => `${nonce}\n${text}`
  const named = (name: string, numbers: readonly number[]) => `${nonce} ${[name, ...numbers].join(' ')}\n`
  return [
    `${firstWords} ${nonce}\n`,
    ...(more ? [named('more', [])] : []),
    named('pids', [texts.reader, ...processes.map(({ pid }) => pid)]),
    ...files.map(framed),
    ...(open === undefined ? [] : [named('open', []), open]),
    ...(readable.length === 0
      ? []
      : [
          named(
            'env',
            readable.map(({ pid }) => pid),
          ),
          ...readable.map(({ text }) => framed(text)),
        ]),
    // An output that was cut has no last line.
    ...(cut ? [] : [named('end', [])]),
  ].join('')
}

/** The tables have headings of their own; what has no end to its last line was cut there. */
function printTables({ tables, cut }: ProcTexts): string {
  return `${tableFiles.map((file) => tables[file]).join('')}${cut ? '?' : ''}`
}

/** 15 hexadecimal digits that none of the texts has; the same texts have the same ones. */
function unusedNonce(texts: readonly string[]): string {
  for (let number = 0; ; number += 1) {
    const nonce = `f${number.toString(16).padStart(14, '0')}`
    if (!texts.some((text) => text.includes(nonce))) return nonce
  }
}
