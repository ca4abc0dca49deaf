import type { ArchivedProxy } from '@portolan/envoy/archive/archived-proxies'
import type { ProxyInFile } from './desk-messages.ts'

/** Under which id a proxy of an open archive opens, and what it is called: `cart-1.shop (bug-report.tar.gz)`. */
export function proxyInArchive(
  archive: string,
  name: string,
  { namespace, pod }: Pick<ArchivedProxy, 'namespace' | 'pod'>,
): ProxyInFile {
  return { id: `${archive} ${namespace}/${pod}`, name: `${pod}.${namespace} (${name})` }
}
