/** One path of Envoy's admin interface, as this very Envoy offers it. */
export type AdminPath = {
  readonly path: string
  readonly post: boolean
  readonly text: string
  readonly parameters: readonly string[]
}

/**
 * Reads `/help`: what this build can be asked. A line of two spaces is a path, one
 * of six a parameter of the path before it; anything else is passed over.
 * @see envoy: source/server/admin/admin.cc, getHelp
 */
export function readHelp(text: string): readonly AdminPath[] {
  const paths: { path: string; post: boolean; text: string; parameters: string[] }[] = []
  for (const line of text.split('\n')) {
    const [, path, post, about] = /^ {2}(\/[^\s:]*)( \(POST\))?: (.*)$/.exec(line) ?? []
    if (path !== undefined) paths.push({ path, post: post !== undefined, text: about ?? '', parameters: [] })
    const parameter = /^ {6}([^\s:]+): /.exec(line)?.[1]
    if (parameter !== undefined) paths.at(-1)?.parameters.push(parameter)
  }
  return paths
}
