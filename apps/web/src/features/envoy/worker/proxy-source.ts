/** Whose answers are read: a pod that is asked, or a file that was opened in this tab. */
export type ProxySource =
  | { readonly kind: 'pod'; readonly cluster: string; readonly namespace: string; readonly pod: string }
  | { readonly kind: 'file'; readonly id: string; readonly name: string }

export function keyOfSource(source: ProxySource): string {
  return source.kind === 'file'
    ? `file ${source.id}`
    : JSON.stringify([source.cluster, source.namespace, source.pod])
}
