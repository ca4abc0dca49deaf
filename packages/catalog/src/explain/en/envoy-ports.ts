import type { PortsOf } from '../explanation.ts'

export const envoyPorts: PortsOf<'envoy'> = {
  'envoy-admin': {
    name: 'Envoy admin',
    what: 'Envoy’s admin interface: its state, configuration dump, clusters, listeners, certificates and statistics, and the switches for log levels, draining and exit. It has no authentication of its own. Every request runs on Envoy’s main thread, so a full `/config_dump` on a large mesh delays configuration updates and readiness.',
    who: '`istioctl proxy-config` and `istioctl dashboard proxy`, pilot-agent (readiness, shutdown), and the listener on 15090, which fetches its statistics here.',
    change:
      '`proxyAdminPort` in `meshConfig.defaultConfig` or in the pod’s annotation `proxy.istio.io/config`. A moved port has to be told to istioctl with `--proxy-admin-port`; without it istioctl only says `EOF`.',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET ready` prints `LIVE`; this works in distroless images too.',
    reach:
      'Loopback only: every container of the pod, and whoever may port-forward or exec into it. Nobody from the network.',
  },
  'envoy-outbound': {
    name: 'Outbound capture',
    what: 'Where outgoing TCP connections of the application arrive, redirected by iptables. Envoy (listener `virtualOutbound`) reads the original destination and hands the connection to the listener for it. A connection made to 15001 directly ends in a black hole: it is accepted and closed. So an accepted connection proves the listener, and nothing about any destination.',
    who: 'The application’s own outgoing connections. Nobody addresses this port on purpose.',
    change:
      '`meshConfig.proxyListenPort` for the whole mesh; `sidecar.istio.io/interceptionMode: NONE` removes it. Single destinations are left out with `traffic.sidecar.istio.io/excludeOutboundPorts` or `excludeOutboundIPRanges`.',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15001` shows the listener; `ss -ltn` in the pod shows the socket.',
    reach: 'Bound to all addresses. A direct connection reaches only the black hole, from wherever it comes.',
  },
  'envoy-inbound': {
    name: 'Inbound capture',
    what: 'Where connections to the pod arrive, redirected by iptables (listener `virtualInbound`). Envoy ends mutual TLS here, applies authorization policies and passes the request to the application. A connection made to 15006 directly ends in a black hole. Capture skips 15020, 15021 and 15090, so mutual TLS and policies do not apply to those three.',
    who: 'Everything that calls a port of the application: other workloads, gateways, and the kubelet where probes were not rewritten.',
    change:
      '`meshConfig.proxyInboundListenPort` for the whole mesh; `sidecar.istio.io/interceptionMode: NONE` removes it. Single ports are left out with `traffic.sidecar.istio.io/excludeInboundPorts`.',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15006` lists its filter chains, one set per application port.',
    reach:
      'Bound to all addresses. Which callers get through is decided by PeerAuthentication and AuthorizationPolicy.',
  },
  'envoy-hbone': {
    name: 'HBONE',
    what: 'Mutual TLS with HTTP/2 CONNECT inside, the tunnel protocol of ambient mode. In a waypoint it is the only real data listener; a sidecar has it only if it takes part in ambient traffic. Without a certificate of the mesh the handshake fails, which still proves the listener.',
    who: 'ztunnel, waypoints, gateways and other sidecars that speak HBONE.',
    change:
      'The port is fixed. A sidecar has it with `ISTIO_META_ENABLE_HBONE=true` in its proxy metadata while istiod runs with `PILOT_ENABLE_AMBIENT=true`.',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15008` shows `connect_terminate`; through a port-forward, `openssl s_client -connect localhost:15008 </dev/null` shows the handshake.',
    reach: 'Bound to all addresses; mutual TLS is always required.',
  },
  'envoy-health': {
    name: 'Readiness',
    what: 'A static listener that passes `/healthz/ready` on to pilot-agent’s 15020; every other path is a 404. It ties the pod’s readiness to both processes: Envoy must route the request and the agent must answer 200. The answer has no body, the reason for a 503 stands only in the agent’s log.',
    who: 'The kubelet (readiness probe of `istio-proxy`, startup probe of native sidecars) and, on gateways, load balancers through the Service port `status-port`.',
    change:
      'Environment variable `ENVOY_STATUS_PORT`. The injected probe goes on asking 15021, so change both. Annotations `readiness.status.sidecar.istio.io/*` set delay, period and threshold of the probe.',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15021 GET /healthz/ready`; no output and exit code 0 mean ready.',
    reach: 'All addresses, plain HTTP. Inbound capture skips it, so no mutual TLS and no policy.',
  },
  'envoy-metrics': {
    name: 'Envoy metrics',
    what: 'Envoy’s own statistics for Prometheus. Only `/stats/prometheus` is routed, to the admin interface; `/` is a 404, which is all that Portolan asks for, because a scrape is expensive. It is the one port that the sidecar declares (`http-envoy-prom`), yet with merged metrics the annotations send Prometheus to 15020.',
    who: 'pilot-agent when it merges metrics, and Prometheus where a PodMonitor selects the declared port.',
    change:
      'Environment variable `ENVOY_PROMETHEUS_PORT`; `METRICS_LOCALHOST_ACCESS_ONLY=true` binds it to loopback. What is in it: `proxyStatsMatcher` in `meshConfig.defaultConfig` or in the annotation `proxy.istio.io/config`.',
    check: '`kubectl -n NS port-forward POD 15090`, then `curl -s localhost:15090/stats/prometheus | head`.',
    reach: 'All addresses, plain HTTP. Inbound capture skips it, so no mutual TLS and no policy.',
  },
  'envoy-secure-metrics': {
    name: 'Envoy metrics over mTLS',
    what: 'The same statistics as on 15090, behind mutual TLS with the workload’s certificate. A client without a certificate of the mesh gets a TLS alert, which still proves the listener.',
    who: 'A Prometheus that has a certificate of the mesh.',
    since: 'Since Istio 1.31; there is no default port.',
    change: 'Environment variable `ENVOY_SECURE_METRICS_PORT` of the proxy; 0 or unset means no such port.',
    check:
      'Through a port-forward to the port, `openssl s_client -connect localhost:PORT </dev/null` shows the workload’s certificate.',
    reach: 'All addresses, only with a client certificate of the mesh.',
  },
  'envoy-secure-merged-metrics': {
    name: 'Merged metrics over mTLS',
    what: 'The merged metrics of 15020 (application, agent and Envoy), behind mutual TLS. It closes the gap that 15020 itself is always plain HTTP.',
    who: 'A Prometheus that has a certificate of the mesh.',
    since: 'Since Istio 1.31; there is no default port.',
    change:
      'Environment variable `ENVOY_SECURE_MERGED_METRICS_PORT` of the proxy; 0 or unset means no such port.',
    check:
      'Through a port-forward to the port, `openssl s_client -connect localhost:PORT </dev/null` shows the workload’s certificate.',
    reach: 'All addresses, only with a client certificate of the mesh.',
  },
  'envoy-listener': {
    name: 'Bound listener',
    what: 'A listener that Envoy binds to a port of its own. In a sidecar this happens only without interception (mode `NONE`); with interception the listeners of istiod are not bound, and all traffic comes through 15001 and 15006.',
    who: 'The application (outgoing) or callers of the pod (incoming), who must address this port themselves.',
    change: 'The Sidecar resource (`ingress`, `egress`), the Service’s ports, or an EnvoyFilter.',
    check:
      '`istioctl proxy-config listeners POD -n NS` lists what is configured, `ss -ltn` in the pod what is bound.',
    reach: 'As its address says in `/listeners`; TLS as the filter chain says.',
  },
}
