/** Where a command reads and writes, so that tests can be its terminal. */
export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** One line on stdout. */
  readonly print: (line: string) => void
  /** One line on stderr. */
  readonly complain: (line: string) => void
  /** A line on stderr that the next one replaces; absent where stderr is no terminal. */
  readonly replaceLine?: (line: string) => void
}

export const processTerminal: Terminal = {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  ...(process.stderr.isTTY
    ? { replaceLine: (line: string) => void process.stderr.write(`\r\u001b[K${line}`) }
    : {}),
}
