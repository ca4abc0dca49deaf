/** One TCP socket in LISTEN state, as the kernel of the pod's network namespace says. */
export type ListeningSocket = {
  readonly port: number
  readonly address: 'loopback' | 'all' | 'other'
  /** The holder's `comm`, where /proc of the asked container shows it. */
  readonly process: string | undefined
}

/**
 * A shell line that prints what `ss -ltnp` would need: both TCP tables, then
 * the sockets that each readable process holds. Needs only `cat` and `ls`.
 */
export const socketScript = [
  'cat /proc/net/tcp /proc/net/tcp6 2>/dev/null',
  'for p in /proc/[0-9]*; do echo "process $(cat $p/comm 2>/dev/null)"; ls -l $p/fd 2>/dev/null; done',
  'true',
].join('; ')

const listenState = '0A'

function addressOf(hex: string): ListeningSocket['address'] {
  if (/^0+$/.test(hex)) return 'all'
  // 127.0.0.1 is little-endian in the table; ::1 and ::ffff:127.0.0.1 are four such words.
  if (hex.endsWith('7F') && hex.length === 8) return 'loopback'
  if (hex === '00000000000000000000000001000000' || hex.endsWith('FFFF00000100007F')) return 'loopback'
  return 'other'
}

/**
 * Reads the output of {@link socketScript}. Sockets of one port (v4 and v6)
 * become one row; `all` wins over `loopback`.
 * @see linux: Documentation/networking/proc_net_tcp.rst
 */
export function readListeningSockets(output: string): readonly ListeningSocket[] {
  const holders = new Map<string, string>()
  const rows: { port: number; address: ListeningSocket['address']; inode: string }[] = []
  let process = ''
  for (const line of output.split('\n')) {
    const header = /^process (.*)$/.exec(line)
    if (header) process = header[1] ?? ''
    const descriptor = /socket:\[(\d+)\]/.exec(line)
    if (descriptor?.[1] !== undefined) holders.set(descriptor[1], process)
    const fields = line.trim().split(/\s+/)
    const [address, port] = (fields[1] ?? '').split(':')
    if (fields[3] !== listenState || address === undefined || port === undefined) continue
    rows.push({ port: Number.parseInt(port, 16), address: addressOf(address), inode: fields[9] ?? '' })
  }
  const byPort = new Map<number, ListeningSocket>()
  for (const { port, address, inode } of rows) {
    const known = byPort.get(port)
    byPort.set(port, {
      port,
      address: known?.address === 'all' ? 'all' : address,
      process: known?.process ?? holders.get(inode),
    })
  }
  return [...byPort.values()].toSorted((a, b) => a.port - b.port)
}
