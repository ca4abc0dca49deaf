/** One row of `/proc/net/tcp` or `tcp6` in state LISTEN. */
export type ListeningSocket = { readonly address: string; readonly port: number }

/** Reads the LISTEN rows (state 0A) of both tables; a port on both families appears once. */
export function readSocketTable(text: string): readonly ListeningSocket[] {
  const sockets = new Map<number, ListeningSocket>()
  for (const [, address = '', port = '', state] of text.matchAll(
    /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ ([0-9A-F]{2})/gm,
  )) {
    if (state !== '0A') continue
    const number = Number.parseInt(port, 16)
    const loopback = address === '0100007F' || address === '00000000000000000000000001000000'
    sockets.set(number, { address: loopback ? '127.0.0.1' : '*', port: number })
  }
  return [...sockets.values()].sort((a, b) => a.port - b.port)
}
