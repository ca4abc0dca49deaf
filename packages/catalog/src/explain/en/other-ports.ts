import type { PortExplanation, PortsOf } from '../explanation.ts'

export const otherPorts: PortsOf<'cni'> &
  PortsOf<'agentgateway'> & { readonly application: PortExplanation } = {
  application: {
    name: 'Application',
    what: 'A port that the workload serves, as a declared container port, a Service, a probe or a metrics annotation names it. Portolan only connects and sends nothing, because a request would be traffic. A port-forward goes straight to the process, past Envoy’s 15006: what works here can still be refused to callers of the mesh.',
    who: 'Callers of the workload, and the kubelet for its probes.',
    change:
      '`containers[].ports` (a hint only), `targetPort` of the Service, and what the program really binds. A Service that names another port than the program binds is the classic cause of a pod that stays 1/2.',
    check:
      '`kubectl -n NS port-forward POD PORT`, then `curl -si localhost:PORT/`; what is bound shows `ss -ltn` in the pod.',
    reach: 'As the program binds it; with a sidecar, callers come through 15006 and its policies.',
  },
  'cni-metrics': {
    name: 'CNI metrics',
    what: 'Metrics of the CNI agent: how many pods it set up or repaired. The pod is on the host’s network, so this is a port of the node and can collide with others.',
    who: 'Prometheus.',
    change: 'Flag `--monitoring-port`, environment variable `MONITORING_PORT`.',
    check: '`kubectl -n istio-system port-forward POD 15014`, then `curl -s localhost:15014/metrics | head`.',
    reach: 'All addresses of the node, plain HTTP.',
  },
  'cni-health': {
    name: 'CNI readiness',
    what: '`/readyz` is 200 once the plug-in is installed on the node and the agent has started, else 503. `/healthz` is always 200, so it says nothing, and neither of them tells whether ztunnel is connected. While it is not ready, new pods of the mesh on the node may start without redirection or not at all.',
    who: 'The kubelet.',
    change: 'The port is fixed to 8000, on the node’s own addresses.',
    check: '`kubectl -n istio-system port-forward POD 8000`, then `curl -si localhost:8000/readyz`.',
    reach: 'All addresses of the node, plain HTTP.',
  },
  'cni-ctrlz': {
    name: 'CNI ControlZ',
    what: 'The CNI agent’s introspection page: log levels, memory, environment. It is the only component that serves pprof in ControlZ. Loopback here is the node’s, shared with every pod on the host’s network.',
    who: 'People debugging.',
    change: 'Flags `--ctrlz_port` and `--ctrlz_address`.',
    check: '`kubectl -n istio-system port-forward POD 9876`, then `curl -s localhost:9876/scopej/`.',
    reach: 'Loopback of the node. No authentication.',
  },
  'agentgateway-metrics': {
    name: 'agentgateway metrics',
    what: 'Metrics of agentgateway for Prometheus. Although it is 15020 there is no pilot-agent behind it: no readiness, no merged metrics, no drain.',
    who: 'Prometheus.',
    since: 'Since Istio 1.29, experimental.',
    change: 'Only through the template of the Gateway class.',
    check: '`kubectl -n NS port-forward POD 15020`, then `curl -s localhost:15020/metrics | head`.',
    reach: 'All addresses, plain HTTP.',
  },
  'agentgateway-readiness': {
    name: 'agentgateway readiness',
    what: '`/healthz/ready` of agentgateway itself. There is no Envoy in the pod, so none of 15000, 15001, 15006 or 15090 exists.',
    who: 'The kubelet.',
    since: 'Since Istio 1.29, experimental.',
    change: 'Only through the template of the Gateway class.',
    check: '`kubectl -n NS port-forward POD 15021`, then `curl -si localhost:15021/healthz/ready`.',
    reach: 'All addresses, plain HTTP.',
  },
}
