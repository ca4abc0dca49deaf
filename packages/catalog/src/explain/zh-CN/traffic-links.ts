import type { LinkGroup, TrafficLinkId } from '../link-groups.ts'

export const trafficLinks: LinkGroup<TrafficLinkId> = {
  'clients-to-inbound': {
    name: '客户端到入站劫持',
    what: '调用方访问的是应用的端口；本 Pod 的 iptables 把连接交给 15006（在 Ambient 模式下，明文连接交给 ztunnel 的 15006）。Envoy 先终止双向 TLS、执行策略，应用才看到请求。',
    who: '工作负载、网关；允许明文时，还有网格外的客户端。',
    change:
      'PeerAuthentication（双向 TLS 模式）、AuthorizationPolicy、`traffic.sidecar.istio.io/excludeInboundPorts`。',
    check: '`istioctl x describe pod POD -n NS` 显示双向 TLS 模式和策略。',
  },
  'clients-to-gateway': {
    name: '客户端到网关',
    what: '负载均衡器、其他集群或网格发往网关监听器的连接。这里返回 404，说明没有路由匹配该主机名或路径；连接被拒绝，说明没有 Gateway 用到这个端口。',
    who: '外部客户端、远程集群；出口网关的调用方则是工作负载。',
    change: 'Gateway、VirtualService 或 HTTPRoute；Service 的端口及其负载均衡器。',
    check:
      '先执行 `istioctl proxy-config routes POD -n NS`，再执行 `curl -v -H "Host: HOST" http://ADDRESS/`。',
  },
  'clients-to-waypoint': {
    name: '网格到 waypoint',
    what: '服务或工作负载使用这个 waypoint 时，ztunnel 和网关通过 HBONE 把流量送到这里，以便应用七层策略和路由。',
    who: '调用方所在节点的 ztunnel。',
    change: '命名空间、Service 或 Pod 的标签 `istio.io/use-waypoint`。',
    check: '`istioctl ztunnel-config services` 的 WAYPOINT 列显示哪些流量会送到这里。',
  },
  'clients-to-application': {
    name: '客户端到应用',
    what: '调用方直接访问应用：中间没有 Envoy，因此没有任何东西在这里执行双向 TLS 或网格策略。无代理 gRPC 则由库自己完成。',
    who: '调用该工作负载的一方。',
    change: 'Service、NetworkPolicy。',
    check:
      '`kubectl -n NS get endpointslices -l kubernetes.io/service-name=SERVICE` 显示此 Pod 是否会被调用。',
  },
  'clients-to-hbone': {
    name: '网格到 HBONE',
    what: '通过 HBONE 到达的网格流量：使用工作负载自身身份的双向 TLS，内层是发往其端口的 CONNECT。',
    who: '其他节点的 ztunnel、waypoint、网关。',
    change: '由 Ambient 模式决定，无法针对单条连线设置。',
    check: '`istioctl ztunnel-config workloads` 中此 Pod 的 PROTOCOL 必须是 HBONE，否则调用方会使用明文。',
  },
  'inbound-to-application': {
    name: 'Envoy 到应用',
    what: 'Envoy 把放行的请求以明文转给应用的端口。连接来自 127.0.0.6，iptables 因此不再劫持它。访问日志中出现带 `UF` 或 `connection refused` 的 503，说明该端口没有进程监听。',
    who: 'Envoy，上游集群（cluster）`inbound|PORT||`。',
    change: 'Sidecar 资源的 `ingress.defaultEndpoint` 可以改变地址。',
    check: '`istioctl proxy-config cluster POD -n NS --direction inbound`。',
  },
  'application-to-outbound': {
    name: '应用到出站劫持',
    what: '应用发起的连接，无论目的地是哪里，都被 iptables 重定向到 15001，再由 Envoy 按原始目的地址选择去向。',
    who: '应用，它自己并不知情。',
    change:
      'Pod 注解 `traffic.sidecar.istio.io/excludeOutboundPorts`、`excludeOutboundIPRanges`、`includeOutboundIPRanges`。',
    check: '`istioctl proxy-config listeners POD -n NS --port PORT` 显示哪个监听器处理该目的端口。',
  },
  'outbound-to-upstreams': {
    name: 'Envoy 到上游',
    what: 'Envoy（或 ztunnel）调用选中的端点，对方支持时使用双向 TLS。负载均衡、重试、超时和熔断都发生在这里。连线显示的是劫持端口的状态，个别目的地仍可能失败。',
    who: 'Envoy，上游集群（cluster）`outbound|PORT|SUBSET|HOST`。',
    change: 'VirtualService、DestinationRule、ServiceEntry。',
    check: '`istioctl proxy-config endpoints POD -n NS --cluster "outbound|PORT||HOST"` 显示哪些端点健康。',
  },
  'gateway-to-upstreams': {
    name: '网关到上游',
    what: '网关调用路由所指的工作负载。访问日志中带 `UH` 的 503 说明没有健康的端点。',
    who: '网关或 waypoint 的 Envoy。',
    change: 'VirtualService、HTTPRoute、DestinationRule。',
    check: '`istioctl proxy-config endpoints POD -n NS` 显示端点地址及其健康状况。',
  },
  'application-to-dns': {
    name: '应用到 DNS 代理',
    what: '应用的 DNS 查询被重定向到代理的 15053，通常走 UDP，应答较长时走 TCP。没有启用 DNS 捕获时，查询直接发往集群 DNS，也就没有这条连线。',
    who: '应用的解析器。',
    change:
      '`proxyMetadata` 中的 `ISTIO_META_DNS_CAPTURE`；在 Ambient 模式下是注解 `ambient.istio.io/dns-capture`。',
    check: '先执行 `kubectl -n NS port-forward POD 15053`，再执行 `dig +tcp @127.0.0.1 -p 15053 HOST`。',
  },
  'dns-to-upstream-resolver': {
    name: 'DNS 代理到解析器',
    what: '名称表里没有的名称，会转给 Pod 的 `/etc/resolv.conf` 中的域名服务器，通常是集群 DNS。它慢，所有对外部主机的调用都会慢。',
    who: 'pilot-agent。',
    change: 'Pod 的 `dnsPolicy` 和 `dnsConfig`。',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /metrics` 中有 `istio_agent_dns_upstream_failures_total`。',
  },
  'ztunnel-to-workload': {
    name: 'ztunnel 到工作负载',
    what: 'ztunnel 在本节点被捕获 Pod 的网络命名空间里打开套接字，并通过它们承载流量。应用看到的只是普通连接。',
    who: 'ztunnel。',
    change: '标签 `istio.io/dataplane-mode` 决定捕获哪些 Pod。',
    check: '`istioctl ztunnel-config connections --node NODE` 列出它当前承载的连接。',
  },
}
