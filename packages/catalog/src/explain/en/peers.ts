import type { Explanations } from '../explanation.ts'

export const peers: Explanations['peers'] = {
  istiod: {
    name: 'istiod',
    what: 'The control plane that this proxy gets its configuration and certificate from. Each proxy is connected to one istiod pod and chooses again when the connection ends, which istiod brings about every thirty minutes by default.',
    who: 'pilot-agent or ztunnel of this pod dials it.',
    change: '`discoveryAddress` in `meshConfig.defaultConfig`; the revision decides which istiod.',
    check: '`istioctl proxy-status` shows which istiod holds this proxy.',
  },
  'api-server': {
    name: 'Kubernetes API server',
    what: 'istiod watches all configuration through it, and it calls istiod’s webhooks when pods are created or Istio’s resources are written.',
    who: 'istiod, in both directions.',
    change: 'Webhook configurations, RBAC of istiod’s service account.',
    check: '`kubectl get --raw /readyz`, `kubectl get mutatingwebhookconfigurations`.',
  },
  kubelet: {
    name: 'kubelet',
    what: 'Asks the probes of every container of its node, over the pod’s address and in plain HTTP. For port-forward and exec it is also the last station before the pod: a hung kubelet silences all ports at once while traffic goes on.',
    who: 'The node.',
    change: 'Probes in the pod template; Istio’s are set at injection.',
    check: '`kubectl -n NS describe pod POD` shows probes and failures under Events.',
  },
  prometheus: {
    name: 'Prometheus',
    what: 'Whatever scrapes metrics. It comes by annotation to 15020, or by a PodMonitor to the declared port 15090; with both, Envoy’s statistics are counted twice.',
    who: 'Your monitoring.',
    change: 'Annotations `prometheus.io/*`, PodMonitor and ServiceMonitor resources.',
    check: '`kubectl -n NS get pod POD -o yaml` shows the annotations as injection rewrote them.',
  },
  clients: {
    name: 'Clients',
    what: 'Everything that calls this pod: workloads of the mesh by mutual TLS, others in plaintext where PeerAuthentication allows it.',
    who: 'Workloads, gateways, clients outside.',
    change: 'PeerAuthentication and AuthorizationPolicy decide who gets through.',
    check: '`istioctl x describe pod POD -n NS` shows the policies that apply.',
  },
  upstreams: {
    name: 'Upstreams',
    what: 'What this pod calls: Services and ServiceEntries of the mesh, and hosts outside of it, which are allowed unless `outboundTrafficPolicy` is `REGISTRY_ONLY`.',
    who: 'The application, or the gateway.',
    change: 'VirtualService, DestinationRule, ServiceEntry, Sidecar.',
    check: '`istioctl proxy-config endpoints POD -n NS` shows addresses and their health.',
  },
  you: {
    name: 'You',
    what: 'Portolan’s port-forward: API server, kubelet, then a connection from inside the pod to its own loopback. That reaches ports which nobody on the network reaches, and switches off checks that trust loopback, istiod’s debug authentication among them.',
    who: 'Whoever may `create` `pods/portforward` in the namespace.',
    change: 'RBAC: `get` and `create` on `pods/portforward`.',
    check: '`kubectl auth can-i create pods/portforward -n NS`.',
  },
  proxies: {
    name: 'Proxies',
    what: 'The sidecars, gateways, waypoints and ztunnels that this istiod serves, each by one long-lived stream. They spread over istiod’s pods only as they reconnect (every thirty minutes by default), so a new pod starts almost empty.',
    who: 'Every pilot-agent and ztunnel of this revision.',
    change: 'The label `istio.io/rev` of namespace or pod chooses the revision.',
    check: '`istioctl proxy-status`, or `/debug/connections` on 15014.',
  },
  'node-ztunnel': {
    name: 'ztunnel of the node',
    what: 'The proxy that carries the traffic of captured pods on this node. It opens its sockets inside their network namespaces.',
    who: 'Captured workloads of the node.',
    change: 'The DaemonSet `ztunnel`.',
    check: '`kubectl -n istio-system get pods -l app=ztunnel -o wide`.',
  },
  'node-cni': {
    name: 'Istio CNI of the node',
    what: 'The agent that tells ztunnel about each captured pod of the node and hands over its network namespace.',
    who: 'ztunnel.',
    change: 'The DaemonSet `istio-cni-node`.',
    check: '`kubectl -n istio-system get pods -l k8s-app=istio-cni-node -o wide`.',
  },
  'xds-clients': {
    name: 'Other xDS clients',
    what: 'Whatever dials plaintext xDS: test clients and tools, or proxies with control-plane security switched off. In an ordinary mesh nobody.',
    who: 'Nobody by default.',
    change: '`controlPlaneAuthPolicy: NONE` in `meshConfig.defaultConfig` sends proxies here.',
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 15014`, then `curl -s localhost:15014/debug/connections`.',
  },
}
