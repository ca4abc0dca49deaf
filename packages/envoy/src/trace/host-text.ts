/** A host without its port; an IPv6 address keeps its brackets. */
export function withoutPort(host: string): string {
  return host.replace(/:\d*$/, '')
}

/** The port that a host names, if any. */
export function portOf(host: string): number | undefined {
  const port = /:(\d+)$/.exec(host)?.[1]
  return port === undefined ? undefined : Number(port)
}
