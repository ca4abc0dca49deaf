import type { ValueSource } from '@portolan/contract/chart'
import type { Container, Pod } from '../chart-inputs.ts'
import type { UnreadId } from '../ids.ts'
import { envValue } from './env-values.ts'
import { fieldAt, readDocument, textAt, type LooseDocument } from './loose-document.ts'
import type { MeshConfig } from './mesh-config.ts'

/** One configured value, where it came from, or what would have to be read to know it. */
export type Setting =
  | { readonly kind: 'known'; readonly value: string | undefined; readonly source: ValueSource }
  | { readonly kind: 'unknown'; readonly unread: readonly UnreadId[] }

type Layer =
  | {
      readonly kind: 'read'
      readonly document: LooseDocument
      readonly path: readonly string[]
      readonly source: (field: string) => ValueSource
    }
  | { readonly kind: 'unread'; readonly id: UnreadId }

/** The ProxyConfig that one pilot-agent started with. */
export type ProxyConfig = { readonly layers: readonly Layer[] }

const annotation = 'proxy.istio.io/config'
/** Where charts that are not injected mount the mesh's ConfigMap. */
const meshConfigMount = '/etc/istio/config'

/**
 * The layers of a ProxyConfig, strongest first, in the order in which
 * pilot-agent puts them over its defaults: the mesh config's file, then the
 * environment's PROXY_CONFIG, then the pod's annotation. The injector writes
 * the whole effective value into PROXY_CONFIG and leaves out what is a default,
 * so where it stands the mesh config needs not be read.
 * @see istio: pilot/cmd/pilot-agent/config/config.go (getMeshConfig), pkg/kube/inject/template.go (cleanProxyConfig)
 */
export function readProxyConfig(pod: Pod, container: Container | undefined, mesh: MeshConfig): ProxyConfig {
  const layers: Layer[] = []
  const annotated = readDocument(pod.metadata?.annotations?.[annotation])
  if (annotated) {
    layers.push({
      kind: 'read',
      document: annotated,
      path: [],
      source: () => ({ kind: 'annotation', name: annotation }),
    })
  }
  const env = envValue(container, 'PROXY_CONFIG')
  if (env.kind === 'set') {
    const source = (): ValueSource => ({
      kind: 'env',
      container: container?.name ?? '',
      name: 'PROXY_CONFIG',
    })
    layers.push({ kind: 'read', document: readDocument(env.value) ?? {}, path: [], source })
  } else if (env.kind === 'referenced') {
    layers.push({ kind: 'unread', id: 'pod-environment' })
  }
  if (env.kind === 'unset' ? mountsMeshConfig(container) !== 'no' : mountsMeshConfig(container) === 'yes') {
    layers.push(
      mesh.kind === 'read'
        ? {
            kind: 'read',
            document: mesh.document,
            path: ['defaultConfig'],
            source: (field) => ({ kind: 'mesh-config', object: mesh.object, path: `defaultConfig.${field}` }),
          }
        : { kind: 'unread', id: 'mesh-config' },
    )
  }
  return { layers }
}

/** The strongest layer that sets a field; below an unread one nothing is known. */
export function proxySetting(config: ProxyConfig, ...field: readonly string[]): Setting {
  for (const layer of config.layers) {
    if (layer.kind === 'unread') return { kind: 'unknown', unread: [layer.id] }
    const value = textAt(layer.document, ...layer.path, ...field)
    if (value !== undefined) return { kind: 'known', value, source: layer.source(field.join('.')) }
    // A map is replaced as a whole by the layer above it.
    const [parent] = field
    if (
      field.length > 1 &&
      parent !== undefined &&
      fieldAt(layer.document, ...layer.path, parent) !== undefined
    )
      break
  }
  return { kind: 'known', value: undefined, source: { kind: 'default' } }
}

function mountsMeshConfig(container: Container | undefined): 'yes' | 'no' | 'unknown' {
  if (container?.volumeMounts === undefined) return 'unknown'
  return container.volumeMounts.some(({ mountPath }) => mountPath === meshConfigMount) ? 'yes' : 'no'
}
