/** Whose answers are read: a pod that is asked, or a file that was opened in this tab. */
export type ProxySource =
  | { readonly kind: 'pod'; readonly cluster: string; readonly namespace: string; readonly pod: string }
  | { readonly kind: 'file'; readonly id: string; readonly name: string }

export function keyOfSource(source: ProxySource): string {
  return source.kind === 'file'
    ? `file ${source.id}`
    : JSON.stringify([source.cluster, source.namespace, source.pod])
}

export type PodSource = Extract<ProxySource, { kind: 'pod' }>

/** What a source is called: the pod, or the file. */
export function nameOfSource(source: ProxySource): string {
  return source.kind === 'pod' ? source.pod : source.name
}
