import type { Explanations } from '../explanation.ts'

export const processes: Explanations['processes'] = {
  application: {
    name: 'Application',
    what: 'The workload’s own container. It knows nothing of the mesh: iptables redirects its connections to Envoy. If it calls out before Envoy is ready the call fails, unless the proxy is a native sidecar or `holdApplicationUntilProxyStarts` is set.',
    who: 'The reason why the pod exists.',
    change: 'The workload’s pod template.',
    check: '`kubectl -n NS get pod POD -o wide`, and `kubectl -n NS logs POD -c CONTAINER` for what it says.',
  },
  'pilot-agent': {
    name: 'pilot-agent',
    what: 'The first process of `istio-proxy`: it makes the key and has the certificate signed by istiod, holds the one stream to istiod for Envoy, writes the bootstrap configuration, starts Envoy and ends with it. It also serves readiness, merged metrics and, with DNS capture, DNS.',
    who: 'Envoy (xDS and SDS over Unix sockets), the kubelet, Prometheus.',
    change:
      '`meshConfig.defaultConfig`, the pod’s annotation `proxy.istio.io/config`, and environment variables by `proxyMetadata`. Most of it takes effect only when the pod is restarted.',
    check:
      '`kubectl -n NS logs POD -c istio-proxy` begins with its version and effective configuration. In a native sidecar the container is listed under `initContainers`.',
  },
  envoy: {
    name: 'Envoy',
    what: 'The proxy itself, child of pilot-agent. All traffic, routing, mutual TLS, policies and telemetry happen here; what it does, istiod told it by xDS. When it ends, the agent ends and the container restarts.',
    who: 'Every connection of the application, in and out.',
    change:
      'Through Istio’s resources; threads by `concurrency`, logging by `istioctl proxy-config log POD -n NS --level debug` or the annotation `sidecar.istio.io/logLevel`.',
    check:
      '`istioctl proxy-status` shows whether it has the current configuration, `istioctl proxy-config all POD -n NS` what it has.',
  },
  'istio-init': {
    name: 'istio-init',
    what: 'The init container that writes the iptables rules of the redirection and ends. Changes of ports or exclusions need a new pod, because the rules are made once.',
    who: 'It runs once, before the other containers.',
    change:
      'Annotations `traffic.sidecar.istio.io/*` (included and excluded ports and ranges), `sidecar.istio.io/interceptionMode`. With Istio CNI it is replaced by the node’s plug-in, and needs no `NET_ADMIN` right.',
    check: '`kubectl -n NS logs POD -c istio-init` shows the rules that it wrote.',
  },
  'istio-validation': {
    name: 'istio-validation',
    what: 'The init container that, with Istio CNI, checks that the node’s plug-in made the redirection. When it fails, the plug-in was not ready on this node as the pod started.',
    who: 'It runs once, before the other containers.',
    change: 'Comes with Istio CNI.',
    check: '`kubectl -n NS logs POD -c istio-validation`, and the CNI agent’s log on that node.',
  },
  'pilot-discovery': {
    name: 'pilot-discovery',
    what: 'istiod: watches Kubernetes, turns Services and Istio’s resources into Envoy’s configuration and pushes it to every connected proxy; signs workload certificates; injects and validates. Running proxies go on with what they have while it is down: no changes, no new pods, and certificates that run out after a day.',
    who: 'Every proxy of its revision, and the API server.',
    change: 'Flags and environment of the Deployment `istiod`, `meshConfig` in the ConfigMap `istio`.',
    check:
      '`kubectl -n istio-system get deploy istiod`, `istioctl proxy-status` for who is connected to which istiod.',
  },
  ztunnel: {
    name: 'ztunnel',
    what: 'The node’s L4 proxy of ambient mode: one process carries the traffic of all captured pods of its node, with each pod’s own identity. It opens its sockets inside the network namespaces of those pods. A restart ends the connections that it carries.',
    who: 'All captured workloads of the node.',
    change: 'The DaemonSet `ztunnel` and its chart.',
    check: '`istioctl ztunnel-config workloads`, and `kubectl -n istio-system logs ds/ztunnel`.',
  },
  'istio-cni': {
    name: 'istio-cni',
    what: 'The node agent that sets up redirection when a pod is created, so that pods need no `NET_ADMIN`. In ambient mode it also hands each pod’s network namespace to ztunnel. It runs on the host’s network.',
    who: 'The container runtime (through the CNI plug-in that it installs), ztunnel.',
    change: 'The DaemonSet `istio-cni-node` and its chart.',
    check: '`kubectl -n istio-system logs ds/istio-cni-node -c install-cni`.',
  },
  agentgateway: {
    name: 'agentgateway',
    what: 'A gateway written in Rust that istiod can run in place of Envoy. It has no pilot-agent and no Envoy admin interface, so `istioctl proxy-config` cannot ask it.',
    who: 'Clients of the Gateway that it serves.',
    since: 'Since Istio 1.29, experimental, with `PILOT_ENABLE_AGENTGATEWAY`.',
    change: 'The Gateway resource and its class.',
    check: '`kubectl -n NS get gateway`, and `kubectl -n NS logs POD -c agentgateway`.',
  },
}
