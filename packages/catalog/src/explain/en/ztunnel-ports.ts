import type { PortsOf } from '../explanation.ts'

export const ztunnelPorts: PortsOf<'ztunnel'> = {
  'ztunnel-admin': {
    name: 'ztunnel admin',
    what: 'ztunnel’s admin interface: an index, one configuration dump with workloads, services, policies, certificates and open connections, the log level, and profiles. `POST /quitquitquit` takes all ambient pods of the node off the network. Switching heap profiling acts on a GET.',
    who: '`istioctl ztunnel-config`, people debugging.',
    change: '`proxyAdminPort` in its ProxyConfig, or environment variable `ADMIN_ADDR`.',
    check:
      '`istioctl ztunnel-config workloads POD.NS`, or `kubectl -n NS port-forward POD 15000` and `curl -s localhost:15000/config_dump | head`.',
    reach: 'Loopback of ztunnel’s pod only. No authentication.',
  },
  'ztunnel-metrics': {
    name: 'ztunnel metrics',
    what: 'ztunnel’s metrics for Prometheus: TCP connections and bytes of all captured workloads of the node, DNS and xDS. Unlike 15020 of a sidecar there is no readiness here and nothing is merged.',
    who: 'Prometheus.',
    change: '`statusPort` in its ProxyConfig, or environment variable `STATS_ADDR`.',
    check: '`kubectl -n NS port-forward POD 15020`, then `curl -s localhost:15020/metrics | head`.',
    reach: 'All addresses, plain HTTP.',
  },
  'ztunnel-readiness': {
    name: 'ztunnel readiness',
    what: '`/healthz/ready` answers 200 `ready`, or 500 with the list of tasks that are still pending. It is 500, not the 503 that Envoy’s readiness gives, and the body names the reason.',
    who: 'The kubelet.',
    change: 'Environment variable `READINESS_ADDR`.',
    check: '`kubectl -n NS port-forward POD 15021`, then `curl -si localhost:15021/healthz/ready`.',
    reach: 'All addresses, plain HTTP.',
  },
  'ztunnel-outbound': {
    name: 'Outbound, by ztunnel',
    what: 'Where the pod’s outgoing connections are redirected to. The node’s ztunnel opened this socket inside the pod’s network namespace: no process of the pod has it. So a pod with a single container and no sidecar still has 15001, 15006 and 15008.',
    who: 'The application’s outgoing connections.',
    change: 'Label `istio.io/dataplane-mode` on pod or namespace: `ambient`, or `none` to leave it out.',
    check:
      '`istioctl ztunnel-config connections --node NODE` shows what it carries; `kubectl -n NS port-forward POD 15001` reaches the socket through this pod.',
    reach: 'Inside this pod’s network namespace, all addresses.',
  },
  'ztunnel-inbound-plaintext': {
    name: 'Inbound plaintext, by ztunnel',
    what: 'Where connections to the pod that do not come by HBONE are redirected to. ztunnel applies its L4 policies and passes them on in plain. A strict PeerAuthentication makes it refuse them.',
    who: 'Clients outside the mesh.',
    change: 'Label `istio.io/dataplane-mode`; PeerAuthentication decides whether plaintext is taken.',
    check:
      '`istioctl ztunnel-config connections --node NODE` shows inbound connections; `kubectl -n istio-system logs ds/ztunnel` shows refusals.',
    reach: 'Inside this pod’s network namespace, all addresses.',
  },
  'ztunnel-inbound-hbone': {
    name: 'Inbound HBONE, by ztunnel',
    what: 'Mutual TLS with HTTP/2 CONNECT inside, ended by the node’s ztunnel with the identity of this workload. All traffic inside an ambient mesh comes in here. Without a certificate of the mesh the handshake fails, which still proves the socket.',
    who: 'ztunnel of other nodes, waypoints, gateways and sidecars that speak HBONE.',
    change: 'Label `istio.io/dataplane-mode`; the port is fixed.',
    check:
      '`istioctl ztunnel-config certificates` shows the workload’s certificate; through a port-forward to the pod, `openssl s_client -connect localhost:15008 </dev/null` shows the handshake.',
    reach: 'Inside this pod’s network namespace, all addresses; mutual TLS is always required.',
  },
  'ztunnel-dns': {
    name: 'DNS proxy, by ztunnel',
    what: 'ztunnel answers the pod’s DNS questions from what it knows of the mesh’s services and passes the rest on. It answers on UDP and TCP; only TCP can be observed through a port-forward.',
    who: 'The application: its questions are redirected here.',
    since: 'On by default for ambient pods since Istio 1.25.',
    change:
      'Annotation `ambient.istio.io/dns-capture` on the pod, `ambient.dnsCapture` of the CNI chart; the address is `DNS_PROXY_ADDR` of ztunnel.',
    check:
      '`kubectl -n NS port-forward POD 15053`, then `dig +tcp @127.0.0.1 -p 15053 kubernetes.default.svc.cluster.local`.',
    reach: 'Loopback of this pod’s network namespace.',
  },
  'ztunnel-socks5': {
    name: 'SOCKS5, by ztunnel',
    what: 'An experimental SOCKS5 entrance to the mesh in the pod. Nothing of Istio uses it by default.',
    who: 'Applications that were told to use it.',
    change: '`UNSTABLE_ENABLE_SOCKS5=true` in ztunnel’s environment.',
    check:
      '`kubectl -n NS port-forward POD 15080`, then `curl -v --socks5-hostname localhost:15080 http://SERVICE/`.',
    reach: 'Inside this pod’s network namespace.',
  },
}
