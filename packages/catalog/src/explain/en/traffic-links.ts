import type { LinkGroup, TrafficLinkId } from '../link-groups.ts'

export const trafficLinks: LinkGroup<TrafficLinkId> = {
  'clients-to-inbound': {
    name: 'Clients to inbound capture',
    what: 'Callers address the application’s port; iptables in this pod hands the connection to 15006 (in ambient mode, plaintext to ztunnel’s). Envoy ends mutual TLS and applies policies before the application sees anything.',
    who: 'Workloads, gateways, and clients outside the mesh where plaintext is allowed.',
    change:
      'PeerAuthentication (mutual TLS mode), AuthorizationPolicy, `traffic.sidecar.istio.io/excludeInboundPorts`.',
    check: '`istioctl x describe pod POD -n NS` shows mutual TLS mode and policies.',
  },
  'clients-to-gateway': {
    name: 'Clients to gateway',
    what: 'Connections that the load balancer, other clusters or the mesh send to a listener of the gateway. A 404 from here means that no route fits the host name or path; a refused connection means that no Gateway names the port.',
    who: 'Clients outside, remote clusters, or workloads for an egress gateway.',
    change: 'Gateway, VirtualService or HTTPRoute; the Service’s ports and its load balancer.',
    check: '`istioctl proxy-config routes POD -n NS`, then `curl -v -H "Host: HOST" http://ADDRESS/`.',
  },
  'clients-to-waypoint': {
    name: 'Mesh to waypoint',
    what: 'ztunnel and gateways send traffic for a service or workload that uses this waypoint by HBONE, so that L7 policies and routes apply.',
    who: 'ztunnel of the callers’ nodes.',
    change: 'Label `istio.io/use-waypoint` on namespace, Service or pod.',
    check: '`istioctl ztunnel-config services` shows in the column WAYPOINT who is sent here.',
  },
  'clients-to-application': {
    name: 'Clients to application',
    what: 'Callers reach the application directly: no Envoy is in the way, so nothing here applies mutual TLS or policies of the mesh. In proxyless gRPC the library does that itself.',
    who: 'Whoever calls the workload.',
    change: 'The Service, NetworkPolicy.',
    check:
      '`kubectl -n NS get endpointslices -l kubernetes.io/service-name=SERVICE` shows whether the pod is called at all.',
  },
  'clients-to-hbone': {
    name: 'Mesh to HBONE',
    what: 'Traffic of the mesh that arrives by HBONE: mutual TLS with the workload’s own identity, and a CONNECT to its port.',
    who: 'ztunnel of other nodes, waypoints, gateways.',
    change: 'Follows from ambient mode; nothing to set for one link.',
    check:
      '`istioctl ztunnel-config workloads` must show PROTOCOL HBONE for this pod, else callers use plaintext.',
  },
  'inbound-to-application': {
    name: 'Envoy to application',
    what: 'Envoy passes accepted requests on to the application’s port, in plain. The call comes from 127.0.0.6, so that iptables lets it through. A 503 with `UF` or `connection refused` in the access log means that nothing listens there.',
    who: 'Envoy, cluster `inbound|PORT||`.',
    change: 'The Sidecar resource’s `ingress.defaultEndpoint` moves the address.',
    check: '`istioctl proxy-config cluster POD -n NS --direction inbound`.',
  },
  'application-to-outbound': {
    name: 'Application to outbound capture',
    what: 'What the application calls is redirected by iptables to 15001, whatever its destination. Envoy then chooses by the original address.',
    who: 'The application, without knowing.',
    change:
      '`traffic.sidecar.istio.io/excludeOutboundPorts`, `excludeOutboundIPRanges`, `includeOutboundIPRanges` on the pod.',
    check:
      '`istioctl proxy-config listeners POD -n NS --port PORT` shows which listener takes a destination’s port.',
  },
  'outbound-to-upstreams': {
    name: 'Envoy to upstreams',
    what: 'Envoy (or ztunnel) calls the chosen endpoint, with mutual TLS where the other side has it. Load balancing, retries, timeouts and circuit breaking happen here. The line carries the state of the capture port; single destinations may still fail.',
    who: 'Envoy, cluster `outbound|PORT|SUBSET|HOST`.',
    change: 'VirtualService, DestinationRule, ServiceEntry.',
    check:
      '`istioctl proxy-config endpoints POD -n NS --cluster "outbound|PORT||HOST"` shows which endpoints are healthy.',
  },
  'gateway-to-upstreams': {
    name: 'Gateway to upstreams',
    what: 'The gateway calls the workloads that its routes name. A 503 with `UH` in the access log means that there was no healthy endpoint.',
    who: 'Envoy of the gateway or waypoint.',
    change: 'VirtualService, HTTPRoute, DestinationRule.',
    check: '`istioctl proxy-config endpoints POD -n NS` shows addresses and health.',
  },
  'application-to-dns': {
    name: 'Application to DNS proxy',
    what: 'The application’s DNS questions are redirected to the proxy on 15053, over UDP as a rule and TCP for long answers. Without DNS capture they go to the cluster’s DNS and this link is not there.',
    who: 'The application’s resolver.',
    change:
      '`ISTIO_META_DNS_CAPTURE` in `proxyMetadata`; in ambient mode the annotation `ambient.istio.io/dns-capture`.',
    check: '`kubectl -n NS port-forward POD 15053`, then `dig +tcp @127.0.0.1 -p 15053 HOST`.',
  },
  'dns-to-upstream-resolver': {
    name: 'DNS proxy to resolver',
    what: 'Names that are not in the table go on to the name servers of the pod’s `/etc/resolv.conf`, as a rule the cluster’s DNS. When that is slow, so are all calls to hosts outside.',
    who: 'pilot-agent.',
    change: '`dnsPolicy` and `dnsConfig` of the pod.',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /metrics` has `istio_agent_dns_upstream_failures_total`.',
  },
  'ztunnel-to-workload': {
    name: 'ztunnel to workloads',
    what: 'ztunnel carries the traffic of its node’s captured pods through sockets that it opened inside their network namespaces. The application sees an ordinary connection.',
    who: 'ztunnel.',
    change: 'Label `istio.io/dataplane-mode` decides which pods are captured.',
    check: '`istioctl ztunnel-config connections --node NODE` lists what it carries now.',
  },
}
