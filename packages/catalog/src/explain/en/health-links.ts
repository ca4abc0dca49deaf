import type { HealthLinkId, LinkGroup } from '../link-groups.ts'

const scrape = 'PodMonitor or ServiceMonitor, or the annotations `prometheus.io/*`.'

export const healthLinks: LinkGroup<HealthLinkId> = {
  'kubelet-to-health': {
    name: 'kubelet to readiness',
    what: 'The readiness probe of `istio-proxy`. When it fails, the pod shows one container less as ready and gets no traffic by Services. It is plain HTTP and past the inbound capture.',
    who: 'The kubelet.',
    change: 'Annotations `readiness.status.sidecar.istio.io/*` and `status.sidecar.istio.io/port`.',
    check: '`kubectl -n NS describe pod POD` shows `Readiness probe failed` under Events.',
  },
  'health-to-agent-status': {
    name: 'Readiness to agent',
    what: 'Envoy passes the probe on 15021 to 15020 of the agent. So 503 on 15021 with 200 on 15020 points at Envoy, 503 on both at the agent’s judgement.',
    who: 'Envoy, cluster `agent`.',
    change: 'Follows `statusPort`.',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /healthz/ready` and the same with 15021.',
  },
  'kubelet-to-agent-status': {
    name: 'kubelet to rewritten probes',
    what: 'Injection rewrites the application’s HTTP, TCP and gRPC probes to `/app-health/CONTAINER/...` on 15020, because the kubelet has no certificate for strict mutual TLS. The agent asks the application and returns its answer. In proxyless pods the kubelet asks readiness here directly.',
    who: 'The kubelet.',
    change: '`sidecar.istio.io/rewriteAppHTTPProbers` on the pod.',
    check:
      '`kubectl -n NS get pod POD -o yaml` shows the rewritten probes; the originals are in `ISTIO_KUBE_APP_PROBERS`.',
  },
  'agent-status-to-application': {
    name: 'Agent to application',
    what: 'The agent asks the application in the kubelet’s stead (probes), and for its metrics when they are merged. It comes from inside the pod, past Envoy.',
    who: 'pilot-agent.',
    change: '`sidecar.istio.io/rewriteAppHTTPProbers`, `prometheus.istio.io/merge-metrics`.',
    check:
      '`istio_agent_scrape_failures_total` on 15020 counts failures: `kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /metrics`.',
  },
  'agent-status-to-envoy-metrics': {
    name: 'Agent to Envoy metrics',
    what: 'When 15020 is scraped, the agent fetches Envoy’s statistics from 15090 and puts them beside its own and the application’s. If Envoy hangs, the scrape of 15020 hangs too.',
    who: 'pilot-agent.',
    change: '`meshConfig.enablePrometheusMerge`.',
    check:
      '`kubectl -n NS port-forward POD 15020`, then `curl -s localhost:15020/stats/prometheus | grep -c ^envoy_`.',
  },
  'agent-status-to-envoy-admin': {
    name: 'Agent to Envoy admin',
    what: 'For readiness the agent reads a few statistics of the admin interface, and on shutdown it asks for draining there.',
    who: 'pilot-agent.',
    change: 'Follows `proxyAdminPort`.',
    check: '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET ready`.',
  },
  'metrics-to-admin': {
    name: 'Metrics listener to admin',
    what: 'The listener on 15090 has no metrics of its own: it passes `/stats/prometheus` to the admin interface and compresses the answer. A slow admin interface is a slow scrape.',
    who: 'Envoy, cluster `prometheus_stats`.',
    change: 'Static part of the bootstrap.',
    check: '`kubectl -n NS port-forward POD 15090`, then `curl -s localhost:15090/stats/prometheus | head`.',
  },
  'prometheus-to-agent-status': {
    name: 'Prometheus to merged metrics',
    what: 'Injection rewrites `prometheus.io/port` and `path` to 15020 `/stats/prometheus`, so one scrape brings application, agent and Envoy. The original target moves to `ISTIO_PROMETHEUS_ANNOTATIONS`. Plain HTTP, even under strict mutual TLS.',
    who: 'Prometheus, by annotation.',
    change: '`meshConfig.enablePrometheusMerge`, or `prometheus.istio.io/merge-metrics: "false"` on the pod.',
    check: '`kubectl -n NS get pod POD -o jsonpath="{.metadata.annotations}"`.',
  },
  'prometheus-to-envoy-metrics': {
    name: 'Prometheus to Envoy metrics',
    what: 'A PodMonitor that selects the declared port `http-envoy-prom` scrapes Envoy’s statistics alone. Together with the merged scrape it counts them twice.',
    who: 'Prometheus, by PodMonitor.',
    change: scrape,
    check: '`kubectl -n NS port-forward POD 15090`, then `curl -s localhost:15090/stats/prometheus | head`.',
  },
  'prometheus-to-secure-metrics': {
    name: 'Prometheus over mTLS',
    what: 'The scrape with a certificate of the mesh. A TLS alert on Prometheus’ side usually means that its certificate is not mounted or has run out.',
    who: 'Prometheus with a certificate of the mesh.',
    since: 'Since Istio 1.31.',
    change: '`ENVOY_SECURE_METRICS_PORT`, `ENVOY_SECURE_MERGED_METRICS_PORT`; `tlsConfig` of the scrape.',
    check: '`openssl s_client -connect localhost:PORT </dev/null` through a port-forward.',
  },
  'you-to-debug': {
    name: 'You, to the inside',
    what: 'Debug ports bind to loopback, so port-forward and exec are the way in. Nothing asks who you are once you are there: the right to `pods/portforward` is the protection. istiod trusts loopback as well, and skips its debug authentication.',
    who: 'You, Portolan, istioctl.',
    change: 'RBAC on `pods/portforward` and `pods/exec`.',
    check: '`kubectl auth can-i create pods/portforward -n NS`.',
  },
  'kubelet-to-istiod-ready': {
    name: 'kubelet to istiod',
    what: 'istiod is ready once its caches have been filled. Until then the Service does not send proxies to it.',
    who: 'The kubelet.',
    change: 'Probe of the Deployment `istiod`.',
    check: '`kubectl -n istio-system port-forward deploy/istiod 8080`, then `curl -si localhost:8080/ready`.',
  },
  'prometheus-to-istiod-monitoring': {
    name: 'Prometheus to istiod',
    what: 'The control plane’s metrics: pushes, convergence time, rejected configuration, webhooks, CA.',
    who: 'Prometheus.',
    change: scrape,
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 15014`, then `curl -s localhost:15014/metrics | grep pilot_`.',
  },
  'kubelet-to-ztunnel-readiness': {
    name: 'kubelet to ztunnel',
    what: 'ztunnel is ready once it has its first configuration and holds the CNI agent’s socket; a 500 names what is pending.',
    who: 'The kubelet.',
    change: 'Probe of the DaemonSet `ztunnel`.',
    check: '`kubectl -n istio-system port-forward POD 15021`, then `curl -si localhost:15021/healthz/ready`.',
  },
  'prometheus-to-ztunnel-metrics': {
    name: 'Prometheus to ztunnel',
    what: 'L4 metrics of all captured workloads of the node. L7 metrics come from waypoints.',
    who: 'Prometheus.',
    change: scrape,
    check: '`kubectl -n istio-system port-forward POD 15020`, then `curl -s localhost:15020/metrics | head`.',
  },
  'kubelet-to-cni-health': {
    name: 'kubelet to CNI agent',
    what: 'Readiness of the node agent. Its liveness path is always 200 and proves only that the process runs.',
    who: 'The kubelet.',
    change: 'Probe of the DaemonSet `istio-cni-node`.',
    check: '`kubectl -n istio-system port-forward POD 8000`, then `curl -si localhost:8000/readyz`.',
  },
  'prometheus-to-cni-metrics': {
    name: 'Prometheus to CNI agent',
    what: 'Metrics of installation, repair and, in ambient mode, of the connection to ztunnel.',
    who: 'Prometheus.',
    change: scrape,
    check: '`kubectl -n istio-system port-forward POD 15014`, then `curl -s localhost:15014/metrics | head`.',
  },
  'kubelet-to-agentgateway-readiness': {
    name: 'kubelet to agentgateway',
    what: 'Readiness of agentgateway itself; no agent stands between.',
    who: 'The kubelet.',
    since: 'Since Istio 1.29, experimental.',
    change: 'Probe of the Deployment that istiod made.',
    check: '`kubectl -n NS port-forward POD 15021`, then `curl -si localhost:15021/healthz/ready`.',
  },
  'prometheus-to-agentgateway-metrics': {
    name: 'Prometheus to agentgateway',
    what: 'Its own metrics, under names other than Envoy’s.',
    who: 'Prometheus.',
    since: 'Since Istio 1.29, experimental.',
    change: scrape,
    check: '`kubectl -n NS port-forward POD 15020`, then `curl -s localhost:15020/metrics | head`.',
  },
}
