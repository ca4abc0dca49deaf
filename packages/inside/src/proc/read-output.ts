import { ReadOutputError } from './read-output-error.ts'
import { firstWords, type processFiles, type sharedFiles, type tableFiles } from './read-script.ts'

/** What was printed of one process; a file that could not be read is empty. */
export type ProcessTexts = {
  readonly pid: number
  /** Lines NAME=value, newlines in them U+0001, of the listed names only; absent where the environment could not be read. */
  readonly environment?: readonly string[]
} & { readonly [file in (typeof processFiles)[number]]: string }

/** What one container printed, split. Nothing of it is believed yet. */
export type ProcTexts = {
  /** `tool`: the tables alone, without a frame. */
  readonly by: 'shell' | 'tool'
  /** The reader's own process. */
  readonly reader: number
  readonly shared: { readonly [file in (typeof sharedFiles)[number]]: string }
  readonly processes: readonly ProcessTexts[]
  readonly tables: { readonly [file in (typeof tableFiles)[number]]: string }
  /** `ls -ln` of the processes' open files and of the reader's namespaces; absent where there is no ls. */
  readonly open: string | undefined
  /** It ended before the reader's last line. */
  readonly cut: boolean
  /** There were more processes than are read. */
  readonly more: boolean
}

/** Where the first line is looked for: a shell's own start files may print something. */
const farthestBegin = 4_096

/**
 * Splits what `readScript` printed, or the last of `readAttempts`, into the
 * files that it consists of. A text that ends early gives what there is of it,
 * without the line that was cut.
 * @throws ReadOutputError when it is neither
 */
export function parseReadOutput(bytes: Uint8Array): ProcTexts {
  // What is no UTF-8 becomes U+FFFD; nothing that the reader itself prints can be lost by that.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const begin = new RegExp(`^${firstWords} ([0-9a-f]{15})\\n`, 'm').exec(text.slice(0, farthestBegin))
  const nonce = begin?.[1]
  if (begin === null || nonce === undefined) return parseTables(text)
  const pieces = text.slice(begin.index + begin[0].length).split(nonce)
  return new Frames(pieces.slice(1)).texts()
}

/** The pieces between the nonces. One that begins with a space has a name; one with a newline is a file in its order. */
class Frames {
  readonly #named = new Map<string, { readonly words: string; readonly files: string[]; body: string }>()
  readonly #cut: boolean

  constructor(pieces: readonly string[]) {
    let last: { readonly files: string[]; body: string } | undefined
    this.#cut = pieces.at(-1) !== ' end\n'
    const whole = this.#cut ? [...pieces.slice(0, -1), withoutLastLine(pieces.at(-1) ?? '')] : pieces
    for (const piece of whole) {
      if (piece.startsWith(' ')) {
        const [line, body] = splitOnce(piece.slice(1), '\n')
        const [name, words] = splitOnce(line, ' ')
        const frame = { words, files: [], body }
        // The first of a name counts: the reader prints each once.
        if (!this.#named.has(name)) this.#named.set(name, frame)
        last = frame
      } else if (last !== undefined) {
        last.files.push(piece.slice(1))
      }
    }
  }

  texts(): ProcTexts {
    const frame = this.#named.get('pids')
    if (frame === undefined) throw new ReadOutputError('The reader ended before it had read a process.')
    const [reader = 0, ...pids] = numbersIn(frame.words)
    const { files } = frame
    if (files.length === 0 && !this.#cut)
      throw new ReadOutputError('What it printed is not what /proc holds.')
    let at = 0
    const next = (): string => files[at++] ?? ''
    const environments = this.#environments()
    return {
      by: 'shell',
      reader,
      shared: { uptime: next(), stat: next(), 'self/cgroup': next() },
      processes: pids.map((pid) => {
        const [stat, status, limits, cgroup, cmdline] = [next(), next(), next(), next(), next()]
        const environment = environments.get(pid)
        const texts = { pid, stat, status, limits, cgroup, cmdline }
        return environment === undefined ? texts : { ...texts, environment }
      }),
      tables: {
        'net/tcp': next(),
        'net/tcp6': next(),
        'net/udp': next(),
        'net/udp6': next(),
        'net/unix': next(),
      },
      open: this.#named.get('open')?.body,
      cut: this.#cut,
      more: this.#named.has('more'),
    }
  }

  #environments(): ReadonlyMap<number, readonly string[]> {
    const frame = this.#named.get('env')
    if (frame === undefined) return new Map()
    const { files } = frame
    return new Map(
      numbersIn(frame.words).flatMap((pid, at): readonly (readonly [number, readonly string[]])[] => {
        const lines = variablesIn(files[at] ?? '')
        // Empty is also what a process looks like whose environment may not be read.
        return lines.length === 0 ? [] : [[pid, lines]]
      }),
    )
  }
}

/** Where each table begins, by the kernel's own headings, in the order in which the tool was asked for them. */
const headings: readonly (readonly [keyof ProcTexts['tables'], RegExp])[] = [
  [
    'net/tcp',
    /^ +sl +local_address rem_address +st tx_queue rx_queue tr tm->when retrnsmt +uid +timeout inode *$/m,
  ],
  [
    'net/tcp6',
    /^ +sl +local_address +remote_address +st tx_queue rx_queue tr tm->when retrnsmt +uid +timeout inode *$/m,
  ],
  ['net/udp', /^ +sl +local_address rem_address +st .*inode ref pointer drops *$/m],
  ['net/udp6', /^ +sl +local_address +remote_address +st .*inode ref pointer drops *$/m],
  ['net/unix', /^Num +RefCount Protocol Flags +Type St Inode Path *$/m],
]

/** A tool's output: the tables, one after the other. Paths of Unix sockets come last, so that they can imitate no heading. */
function parseTables(text: string): ProcTexts {
  const tables = { 'net/tcp': '', 'net/tcp6': '', 'net/udp': '', 'net/udp6': '', 'net/unix': '' }
  const begins = headings.flatMap(([name, heading]) => {
    const at = text.search(heading)
    return at < 0 ? [] : [{ name, at }]
  })
  if (begins[0]?.at !== 0) throw new ReadOutputError('This is not what the reader of /proc prints.')
  for (const [index, { name, at }] of begins.entries()) {
    const end = begins[index + 1]?.at ?? text.length
    tables[name] = withoutLastLine(text.slice(at, Math.max(at, end)))
  }
  return {
    by: 'tool',
    reader: 0,
    shared: { uptime: '', stat: '', 'self/cgroup': '' },
    processes: [],
    tables,
    open: undefined,
    cut: !text.endsWith('\n'),
    more: false,
  }
}

/** One line each, newlines in it U+0001, or ended by NUL, newlines as they are. */
function variablesIn(text: string): readonly string[] {
  const lines = text.includes('\0') ? text.replaceAll('\n', '\u0001').split('\0') : text.split('\n')
  return lines.filter(Boolean)
}

/** Up to and with the last newline. */
function withoutLastLine(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1)
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

function numbersIn(words: string): readonly number[] {
  return words.split(' ').flatMap((word) => (/^[1-9]\d{0,9}$/.test(word) ? [Number(word)] : []))
}
