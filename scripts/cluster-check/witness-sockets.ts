/** One socket as `ss` shows it. */
export type WitnessSocket = {
  readonly family: 'tcp' | 'tcp6' | 'udp' | 'udp6' | 'unix'
  /** As the product names it: `TIME-WAIT`, `ESTAB`, ... */
  readonly state: string
  /** `ADDRESS PORT`, or the path of a Unix socket, empty for an unnamed one. */
  readonly local: string
  /** `ADDRESS PORT`; empty for a Unix socket. */
  readonly remote: string
  /** 0 where nobody holds it any more. */
  readonly inode: number
  /** `PID/FD` with the numbers of this machine. */
  readonly holders: readonly string[]
}

/** Arguments of ss for each family; `-n` numbers, `-a` all states, `-p` holders, `-e` inodes, `-H` no heading. */
export const socketCommands = {
  tcp: ['ss', '-H', '-4', '-tanpe'],
  tcp6: ['ss', '-H', '-6', '-tanpe'],
  udp: ['ss', '-H', '-4', '-uanpe'],
  udp6: ['ss', '-H', '-6', '-uanpe'],
  unix: ['ss', '-H', '-xanpe'],
} as const satisfies Record<WitnessSocket['family'], readonly string[]>

/**
 * What one of {@link socketCommands} printed, read with no code of the product.
 * A v4 address that is mapped into v6 is written as v4, as the product does.
 */
export function readWitnessSockets(
  family: WitnessSocket['family'],
  output: string,
): readonly WitnessSocket[] {
  return output.split('\n').flatMap((line): WitnessSocket[] => {
    if (line.trim() === '') return []
    const words = line.trim().split(/\s+/)
    const holders = [...line.matchAll(/pid=(\d+),fd=(\d+)/g)].map(([, pid, fd]) => `${pid}/${fd}`)
    if (family === 'unix') {
      const [, state = '', , , path = '', inode] = words
      const local = path === '*' ? '' : path
      return [{ family, state, local, remote: '', inode: Number(inode), holders }]
    }
    const [state = '', , , local = '', remote = ''] = words
    const inode = Number(/\bino:(\d+)/.exec(line)?.[1] ?? 0)
    return [{ family, state, local: endOf(family, local), remote: endOf(family, remote), inode, holders }]
  })
}

/** `ADDRESS PORT` of `[::ffff:10.0.0.1]:80`, `*:80`, `127.0.0.1%lo:53`, `0.0.0.0:*`. */
function endOf(family: string, text: string): string {
  const at = text.lastIndexOf(':')
  const port = text.slice(at + 1).replace('*', '0')
  const address = text
    .slice(0, at)
    .replace(/%[^\]]*/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/, '')
  return `${address === '*' ? (family.endsWith('6') ? '::' : '0.0.0.0') : address} ${port}`
}
