import type { Explanations } from '../explanation.ts'

export const presence: Explanations['presence'] = {
  'removed-in-1-25': 'Istio 1.25 removed it; this proxy is newer.',
  'needs-istio-1-31': 'It came with Istio 1.31; this proxy is older.',
  'only-in-socket-table':
    'Something listens here that neither the pod, nor a Service, nor Istio tells of. Portolan says nothing to it.',
  'not-configured': 'It exists only where somebody configures it, and nothing here does for certain.',
  'interception-none': 'This pod’s interception mode is NONE: nothing is redirected, so nothing is captured.',
  'status-port-zero': 'The status port is set to 0, which switches it off.',
  'dns-capture-off': 'DNS capture is off for this pod.',
  'dns-capture-unknown': 'Whether DNS is captured here could not be told from what was read.',
  'hbone-off': 'This proxy does not listen for HBONE.',
  'hbone-unknown': 'HBONE is asked for; whether istiod grants it, only Envoy’s listeners tell.',
  'merged-into-http': 'Its flag is empty: it is served on the port of --httpAddr instead.',
  'no-envoy': 'This pod runs no Envoy whose listeners could be asked.',
  'envoy-disabled': 'Envoy is switched off in this pod (DISABLE_ENVOY).',
  'version-unknown': 'It depends on the Istio version, which neither image nor component tells.',
  'no-secure-serving':
    'istiod does not serve TLS here: the flag is empty, or it has neither CA nor certificates.',
  'socks5-unknown': 'It hangs on a setting of the node’s ztunnel (UNSTABLE_ENABLE_SOCKS5).',
  'transient-init': 'It listened only while an init container ran.',
  'metrics-merge-off': 'Metrics merging is switched off for this pod.',
  'udp-only': 'It is UDP, which a port-forward cannot carry, so it is not asked.',
  'listener-not-served': 'It is declared or named by a Service, but Envoy has no listener for it.',
  'listeners-unread': 'Whether Envoy serves it is unknown until its listeners have been read.',
  'mesh-config-unread': 'It hangs on the mesh configuration, which could not be read.',
  'container-not-running': 'The container that would listen does not run.',
}

export const kinds: Explanations['kinds'] = {
  'has-native-sidecar':
    'A native sidecar: istio-proxy stands under initContainers with restartPolicy Always, so it starts before the application and ends after it.',
  'has-sidecar': 'A classic sidecar: istio-proxy is an ordinary container beside the application.',
  'is-gateway-chart': 'A gateway of Istio’s chart or operator: istio-proxy runs as a router.',
  'is-gateway-api': 'A gateway that istiod created for a Gateway resource of the Gateway API.',
  'is-east-west': 'An east-west gateway: it joins the networks of a mesh.',
  'is-waypoint': 'A waypoint: the L7 proxy of ambient mode for a namespace or service.',
  'is-ztunnel': 'ztunnel: the L4 proxy of ambient mode for its node.',
  'is-istio-cni': 'Istio CNI: the node agent that sets up redirection.',
  'is-istiod': 'istiod: the control plane.',
  'is-agentgateway': 'agentgateway: a gateway without Envoy that istiod created.',
  'is-proxyless':
    'Proxyless gRPC: pilot-agent runs, Envoy does not; the application’s gRPC library speaks xDS.',
  'captured-by-ztunnel':
    'Captured: the node’s ztunnel carries its traffic, and there is no proxy in the pod.',
  'outside-namespace-not-labelled':
    'Not in the mesh: neither the namespace (istio-injection, istio.io/rev, istio.io/dataplane-mode) nor the pod asks for it.',
  'outside-pod-opted-out':
    'Not in the mesh: the pod says no (sidecar.istio.io/inject: "false" or istio.io/dataplane-mode: none).',
  'outside-host-network': 'Not in the mesh: pods on the host’s network are never injected.',
  'outside-created-before-label':
    'Not in the mesh: injection is asked for now, and this pod has no trace of it. It is probably older than the label; restart the workload.',
  'outside-injection-failed':
    'Not in the mesh: injection left traces, but there is no proxy in the pod. The events of its ReplicaSet say why.',
  'outside-namespace-unread':
    'No proxy in the pod. Whether one was wanted stands in the namespace’s labels, which could not be read.',
  'outside-kubernetes-system': 'Not in the mesh: injection never touches Kubernetes’ own namespaces.',
}

export const unread: Explanations['unread'] = {
  'mesh-config':
    'The mesh configuration (ConfigMap) tells which default ports were moved for the whole mesh.',
  namespace: 'The namespace’s labels tell whether its pods should be in the mesh, and by which revision.',
  services: 'The namespace’s Services tell which ports of the workload are meant to be called.',
  'istiod-pods': 'The list of istiod’s pods tells whether the control plane is there at all.',
  'envoy-listeners': 'Envoy’s own list of listeners tells which ports it really serves.',
  'pod-environment':
    'A variable of the pod refers to a ConfigMap, a Secret or a field, so its value is not in the pod’s specification.',
}
