/**
 * Puts params into a path of the route table, one percent-encoded segment each:
 * `/api/clusters/{cluster}` and `kind/prod` make `/api/clusters/kind%2Fprod`.
 * @throws RangeError when a param is missing
 */
export function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (typeof value !== 'string' && typeof value !== 'number') throw new RangeError(`no ${name} for ${path}`)
    return encodeURIComponent(value)
  })
}
