import { firstWords, processFiles, sharedFiles, tableFiles } from '../read-script.ts'

export type PrintedProcess = { readonly pid: number } & {
  readonly [file in (typeof processFiles)[number]]?: string
}

export type Printed = {
  readonly reader?: number
  readonly processes?: readonly PrintedProcess[]
  readonly tables?: { readonly [file in (typeof tableFiles)[number]]?: string }
  readonly shared?: { readonly [file in (typeof sharedFiles)[number]]?: string }
  readonly open?: string
  readonly environments?: readonly (readonly [pid: number, lines: string])[]
}

const nonce = '0123456789abcde'

/** What the reader would print of a container that holds this. */
export function printedText(printed: Printed): Uint8Array {
  const { processes = [], tables = {}, shared = {}, environments = [], reader = 4242 } = printed
  const files = [
    ...sharedFiles.map((file) => shared[file]),
    ...processes.flatMap((one) => processFiles.map((file) => one[file])),
    ...tableFiles.map((file) => tables[file]),
  ]
  const framed = (contents: readonly (string | undefined)[]) =>
    contents.map((content) => `${nonce}\n${content ?? ''}`).join('')
  return new TextEncoder().encode(
    [
      `${firstWords} ${nonce}\n`,
      `${nonce} pids ${[reader, ...processes.map(({ pid }) => pid)].join(' ')}\n`,
      framed(files),
      printed.open === undefined ? '' : `${nonce} open\n${printed.open}`,
      `${nonce} env ${environments.map(([pid]) => pid).join(' ')}\n`,
      framed(environments.map(([, lines]) => lines)),
      `${nonce} end\n`,
    ].join(''),
  )
}

/** A record of /proc/PID/stat. */
export function statLine(pid: number, name: string, parent = 1, state = 'S'): string {
  const rest = Array.from({ length: 48 }, (_, at) => at + 5)
  return `${pid} (${name}) ${state} ${parent} ${rest.join(' ')}\n`
}

/** One row of /proc/net/tcp or udp, as the kernel's format string writes it. */
export function tableRow(row: {
  readonly at: number
  readonly local: string
  readonly remote: string
  readonly state: string
  readonly uid?: number
  readonly inode: number
  readonly queues?: string
}): string {
  const uid = String(row.uid ?? 0).padStart(5)
  return `${String(row.at).padStart(4)}: ${row.local} ${row.remote} ${row.state} ${row.queues ?? '00000000:00000000'} 00:00000000 00000000 ${uid}        0 ${row.inode} 1 0000000000000000 100 0 0 10 0\n`
}

export const tableHeading =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'

/** An address of 4 or 16 bytes as a little-endian kernel prints it. */
export function hexOf(bytes: readonly number[]): string {
  const words = Array.from({ length: bytes.length / 4 }, (_, at) =>
    bytes.slice(at * 4, at * 4 + 4).toReversed(),
  )
  return words
    .flat()
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join('')
}
