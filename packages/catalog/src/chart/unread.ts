import type { AccessNeed } from '@portolan/contract/access'
import type { Unread } from '@portolan/contract/chart'
import type { UnreadId } from '../ids.ts'
import { envText } from '../settings/env-values.ts'
import type { DraftPort, PodContext } from './draft.ts'

type Missing = Pick<Unread, 'reason' | 'text'>

/** What could not be read, the right that would have let it be read, and the ports that hang on it. */
export function unreadOf(
  context: PodContext,
  ports: readonly DraftPort[],
  hasIstiodPeer: boolean,
): readonly Unread[] {
  const affectedBy = (id: UnreadId) =>
    ports.filter(({ hangsOn }) => hangsOn.includes(id)).map(({ port }) => port.key)
  const { inputs, podClass, meshConfig } = context
  const entries: Unread[] = []
  const add = (id: UnreadId, missing: Missing, need: AccessNeed, matters: boolean) => {
    const affects = affectedBy(id)
    if (matters || affects.length > 0)
      entries.push({ id, need, reason: missing.reason, text: missing.text, affects })
  }
  const namespace = inputs.pod.metadata?.namespace ?? ''
  if (meshConfig.kind === 'unread') add('mesh-config', meshConfig, meshConfigNeed(context), false)
  if (inputs.namespace.kind === 'unread') {
    const need = { verb: 'get', resource: 'namespaces', name: namespace }
    add('namespace', inputs.namespace, need, podClass.kind === 'outside')
  }
  if (inputs.services.kind === 'unread') {
    add(
      'services',
      inputs.services,
      { verb: 'list', resource: 'services', namespace },
      servesByService(podClass.kind),
    )
  }
  if (inputs.controlPlane.kind === 'unread') {
    const need = { verb: 'list', resource: 'pods', namespace: rootNamespace(context) }
    add('istiod-pods', inputs.controlPlane, need, hasIstiodPeer)
  }
  if (inputs.listeners?.kind === 'unread') {
    const need = { verb: 'create', resource: 'pods', subresource: 'portforward', namespace }
    add('envoy-listeners', inputs.listeners, need, false)
  }
  const environment = affectedBy('pod-environment')
  if (environment.length > 0) {
    const text = 'a variable of the pod refers to another object'
    add(
      'pod-environment',
      { reason: 'failed', text },
      { verb: 'get', resource: 'configmaps', namespace },
      true,
    )
  }
  return entries
}

function servesByService(kind: PodContext['podClass']['kind']): boolean {
  return kind !== 'istiod' && kind !== 'ztunnel' && kind !== 'istio-cni' && kind !== 'waypoint'
}

/** `istio` for the default revision, `istio-REVISION` for the others. @see istio: manifests/charts/istio-control/istio-discovery/templates/configmap.yaml */
function meshConfigNeed(context: PodContext): AccessNeed {
  const { revision = 'default' } = context.podClass
  return {
    verb: 'get',
    resource: 'configmaps',
    namespace: rootNamespace(context),
    name: revision === 'default' ? 'istio' : `istio-${revision}`,
  }
}

/** Where the control plane runs, from the address that the proxy dials: `istiod.NAMESPACE.svc:15012`. */
function rootNamespace({ inputs, podClass, mesh }: PodContext): string {
  if (podClass.kind === 'istiod') return inputs.pod.metadata?.namespace ?? 'istio-system'
  const address = envText(mesh, 'CA_ADDR') ?? envText(mesh, 'XDS_ADDRESS') ?? ''
  return /^(?:https:\/\/)?[^.:]+\.([^.:]+)\.svc\b/.exec(address)?.[1] ?? 'istio-system'
}
