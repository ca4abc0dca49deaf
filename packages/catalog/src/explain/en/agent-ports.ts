import type { PortExplanation, PortsOf } from '../explanation.ts'

export const agentPorts: PortsOf<'agent'> & { readonly 'istio-validation': PortExplanation } = {
  'agent-status': {
    name: 'Status and merged metrics',
    what: 'pilot-agent’s status server: readiness, merged metrics, stand-in for the application’s probes, and the agent’s own profiles. `/healthz/ready` is 200 once Envoy has had one update of clusters and listeners and is LIVE. Part of that is remembered, so a 200 does not prove that there is a stream to istiod now.',
    who: 'The kubelet (through 15021, and directly for rewritten application probes), Prometheus (`/stats/prometheus`), and the preStop hook or operators (`/drain`, `/quitquitquit`).',
    change:
      '`statusPort` in `meshConfig.defaultConfig`, or the annotation `status.sidecar.istio.io/port` (0 switches the probe off). Metrics merging: `meshConfig.enablePrometheusMerge`, or `prometheus.istio.io/merge-metrics: "false"` on the pod. While it is on, injection rewrites `prometheus.io/port`, `path` and `scrape` to this port.',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /healthz/ready`; the reason for a 503 is in `kubectl -n NS logs POD -c istio-proxy`.',
    reach:
      'All addresses, plain HTTP: inbound capture skips it, so no mutual TLS and no policy. pprof, `/debug/ndsz`, `/drain` and `/quitquitquit` answer loopback only, and a port-forward counts as loopback.',
  },
  'agent-dns': {
    name: 'DNS proxy',
    what: 'pilot-agent answers the application’s DNS questions from the name table that istiod sent, and passes the rest to the resolver of the pod. It answers on UDP and TCP; a port-forward carries TCP only, so only that half is observed.',
    who: 'The application: with DNS capture, iptables redirects its questions to port 53 here.',
    change:
      '`ISTIO_META_DNS_CAPTURE: "true"` in `proxyMetadata` (on gateways `ISTIO_META_ENABLE_DNS_SERVER`); the address is `DNS_PROXY_ADDR`. The redirection is made at injection, so restart the pod.',
    check:
      '`kubectl -n NS port-forward POD 15053`, then `dig +tcp @127.0.0.1 -p 15053 kubernetes.default.svc.cluster.local`. What is in the table: `/debug/ndsz` on 15020.',
    reach: 'Loopback only.',
  },
  'agent-debug-tap': {
    name: 'Debug tap to istiod',
    what: 'Asked istiod’s debug endpoints over the agent’s own, authenticated stream: `/debug/syncz` here was answered by the istiod that this proxy is connected to. One request at a time, five seconds at most.',
    who: 'People debugging, through exec or port-forward.',
    since:
      'Until Istio 1.24; removed in 1.25. Newer ones ask istiod directly: `istioctl x internal-debug`. Istio’s own port table still lists it.',
    change: '`PROXY_XDS_DEBUG_VIA_AGENT` and `PROXY_XDS_DEBUG_VIA_AGENT_PORT` of the proxy.',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15004 GET /debug/syncz`; from 1.25 on this is refused.',
    reach: 'Loopback only, without any further check.',
  },
  'istio-validation': {
    name: 'Redirection self-test',
    what: 'The init container `istio-validation` listens here for a moment and connects to itself, to find out whether the CNI plug-in set up the redirection. It is gone before the pod runs. If it fails, the pod stays in `Init` and is usually deleted by the CNI’s repair.',
    who: 'Only the init container itself.',
    change:
      'It comes with Istio CNI; without CNI the init container is `istio-init` and there is no such test.',
    check: '`kubectl -n NS logs POD -c istio-validation` shows its result.',
    reach: 'Nobody needs it; it is there for seconds.',
  },
}
