import { resourceNames, type ResourceName } from '../kube-object.ts'

type PodSubresource = 'port-forward' | 'exec' | 'log' | 'ephemeral-containers'

/** What a path of the API asks for. */
export type RequestPath =
  | { readonly kind: 'version' }
  | { readonly kind: 'health' }
  | { readonly kind: 'discovery'; readonly path: string }
  | { readonly kind: 'access-review' }
  | { readonly kind: 'subject-review' }
  | { readonly kind: 'list'; readonly resource: ResourceName; readonly namespace: string | undefined }
  | {
      readonly kind: 'one'
      readonly resource: ResourceName
      readonly namespace: string | undefined
      readonly name: string
    }
  | {
      readonly kind: PodSubresource
      readonly namespace: string
      readonly name: string
    }
  /** Inside an API group, but nothing that the sandbox serves. */
  | { readonly kind: 'no-resource' }
  | { readonly kind: 'no-page' }

export function readPath(pathname: string): RequestPath {
  switch (pathname) {
    case '/version':
      return { kind: 'version' }
    case '/healthz':
    case '/livez':
    case '/readyz':
      return { kind: 'health' }
    case '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews':
      return { kind: 'access-review' }
    case '/apis/authentication.k8s.io/v1/selfsubjectreviews':
      return { kind: 'subject-review' }
    default:
      return pathname.startsWith('/api/v1/') ? readCorePath(pathname) : { kind: 'discovery', path: pathname }
  }
}

const podSubresources: Readonly<Record<string, PodSubresource>> = {
  portforward: 'port-forward',
  exec: 'exec',
  log: 'log',
  ephemeralcontainers: 'ephemeral-containers',
}

function readCorePath(pathname: string): RequestPath {
  const parts = pathname.slice('/api/v1/'.length).split('/').map(decoded)
  const [first, namespace, resource, name, subresource] = parts
  if (first === 'namespaces' && namespace && resource && parts.length <= 5) {
    const onPod = resource === 'pods' && name ? podSubresources[subresource ?? ''] : undefined
    if (onPod !== undefined && name) return { kind: onPod, namespace, name }
    if (subresource !== undefined || !isServed(resource) || resource === 'namespaces')
      return { kind: 'no-resource' }
    return name ? { kind: 'one', resource, namespace, name } : { kind: 'list', resource, namespace }
  }
  if (first === undefined || !isServed(first) || parts.length > 2) return { kind: 'no-resource' }
  if (namespace === undefined || namespace === '')
    return { kind: 'list', resource: first, namespace: undefined }
  return first === 'namespaces'
    ? { kind: 'one', resource: first, namespace: undefined, name: namespace }
    : { kind: 'no-resource' }
}

function isServed(text: string): text is ResourceName {
  return resourceNames.some((name) => name === text)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
