import { portIn } from './env-values.ts'

/** Where a Go program was told to listen. */
export type ListenAddress = { readonly port: number; readonly binds: 'loopback' | 'all' }

/** Reads `:8080`, `127.0.0.1:8080`, `[::1]:8080`, `localhost:15053`, `8080`. */
export function listenAddress(text: string): ListenAddress | undefined {
  const match = /^(?:(?<host>.*):)?(?<port>\d{1,5})$/.exec(text.trim())
  const port = portIn(match?.groups?.['port'])
  return port === undefined
    ? undefined
    : { port, binds: isLoopback(match?.groups?.['host'] ?? '') ? 'loopback' : 'all' }
}

/** Loopback by name or number, in both families. */
export function isLoopback(host: string): boolean {
  const bare = host.replaceAll(/[[\]]/g, '').toLowerCase()
  return bare === 'localhost' || bare === '::1' || bare.startsWith('127.')
}

/** An address on which a connection to this pod can arrive: any, loopback, or one of its own. */
export function isOwnAddress(host: string, ips: readonly string[]): boolean {
  const bare = host.replaceAll(/[[\]]/g, '')
  return bare === '0.0.0.0' || bare === '::' || bare === '' || isLoopback(bare) || ips.includes(bare)
}
