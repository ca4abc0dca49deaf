import type { PortsOf } from '../explanation.ts'

export const ztunnelPorts: PortsOf<'ztunnel'> = {
  'ztunnel-admin': {
    name: 'ztunnel 管理接口',
    what: 'ztunnel 的管理接口：首页，一份包含工作负载、服务、策略、证书和当前连接的配置转储，日志级别，以及性能剖析。`POST /quitquitquit` 会让该节点上所有 Ambient Pod 断网。堆剖析的开关用 GET 就会生效。',
    who: '`istioctl ztunnel-config`，以及排查问题的人。',
    change: 'ProxyConfig 的 `proxyAdminPort`，或环境变量 `ADMIN_ADDR`。',
    check:
      '`istioctl ztunnel-config workloads POD.NS`；或者先执行 `kubectl -n NS port-forward POD 15000`，再执行 `curl -s localhost:15000/config_dump | head`。',
    reach: '仅限 ztunnel 自己 Pod 的本机回环。没有认证。',
  },
  'ztunnel-metrics': {
    name: 'ztunnel 指标',
    what: '供 Prometheus 抓取的 ztunnel 指标：该节点上所有被捕获工作负载的 TCP 连接数和字节数，以及 DNS 和 xDS。与 Sidecar 的 15020 不同，这里没有就绪检查，也不合并任何指标。',
    who: 'Prometheus。',
    change: 'ProxyConfig 的 `statusPort`，或环境变量 `STATS_ADDR`。',
    check: '先执行 `kubectl -n NS port-forward POD 15020`，再执行 `curl -s localhost:15020/metrics | head`。',
    reach: '所有地址，明文 HTTP。',
  },
  'ztunnel-readiness': {
    name: 'ztunnel 就绪检查',
    what: '`/healthz/ready` 返回 200 和 `ready`；未就绪时返回 500，并列出尚未完成的任务。注意是 500，不是 Envoy 就绪检查的 503，而且正文里直接写明原因。',
    who: 'kubelet。',
    change: '环境变量 `READINESS_ADDR`。',
    check: '先执行 `kubectl -n NS port-forward POD 15021`，再执行 `curl -si localhost:15021/healthz/ready`。',
    reach: '所有地址，明文 HTTP。',
  },
  'ztunnel-outbound': {
    name: 'ztunnel 出站',
    what: 'Pod 的出站连接被重定向到这里。这个套接字由节点上的 ztunnel 在该 Pod 的网络命名空间里打开，不属于 Pod 里的任何进程。所以即使 Pod 只有一个容器、没有 Sidecar，也会有 15001、15006 和 15008。',
    who: '应用的出站连接。',
    change: 'Pod 或命名空间的标签 `istio.io/dataplane-mode`：设为 `ambient` 加入，设为 `none` 排除。',
    check:
      '`istioctl ztunnel-config connections --node NODE` 查看它承载的连接；`kubectl -n NS port-forward POD 15001` 可以经由这个 Pod 连到该套接字。',
    reach: '在该 Pod 的网络命名空间里，所有地址。',
  },
  'ztunnel-inbound-plaintext': {
    name: 'ztunnel 入站（明文）',
    what: '不经 HBONE 进入 Pod 的连接被重定向到这里。ztunnel 执行四层授权策略后，以明文转给应用。如果 PeerAuthentication 为严格模式，这些连接会被拒绝。',
    who: '网格外的客户端。',
    change: '标签 `istio.io/dataplane-mode`；是否接受明文由 PeerAuthentication 决定。',
    check:
      '`istioctl ztunnel-config connections --node NODE` 查看入站连接；被拒绝的连接见 `kubectl -n istio-system logs ds/ztunnel`。',
    reach: '在该 Pod 的网络命名空间里，所有地址。',
  },
  'ztunnel-inbound-hbone': {
    name: 'ztunnel 入站（HBONE）',
    what: '在双向 TLS 里承载 HTTP/2 CONNECT，由节点上的 ztunnel 以这个工作负载的身份终止。Ambient 网格内部的流量都从这里进来。没有网格证书，握手会失败，但这恰好证明套接字存在。',
    who: '其他节点的 ztunnel、waypoint，以及支持 HBONE 的网关和 Sidecar。',
    change: '标签 `istio.io/dataplane-mode`；端口号固定。',
    check:
      '`istioctl ztunnel-config certificates` 查看该工作负载的证书；对 Pod 做端口转发后，用 `openssl s_client -connect localhost:15008 </dev/null` 查看握手过程。',
    reach: '在该 Pod 的网络命名空间里，所有地址；始终要求双向 TLS。',
  },
  'ztunnel-dns': {
    name: 'ztunnel DNS 代理',
    what: 'ztunnel 根据它掌握的网格服务信息回答 Pod 的 DNS 查询，其余的转给上游解析器。它同时监听 UDP 和 TCP；通过端口转发只能观测 TCP。',
    who: '应用：它的 DNS 查询会被重定向到这里。',
    since: 'Istio 1.25 起对 Ambient Pod 默认启用。',
    change:
      'Pod 注解 `ambient.istio.io/dns-capture`，或 CNI chart 的 `ambient.dnsCapture`；监听地址由 ztunnel 的 `DNS_PROXY_ADDR` 决定。',
    check:
      '先执行 `kubectl -n NS port-forward POD 15053`，再执行 `dig +tcp @127.0.0.1 -p 15053 kubernetes.default.svc.cluster.local`。',
    reach: '该 Pod 网络命名空间里的本机回环。',
  },
  'ztunnel-socks5': {
    name: 'ztunnel SOCKS5',
    what: 'Pod 内一个实验性的 SOCKS5 网格入口。Istio 默认没有任何组件使用它。',
    who: '明确配置为使用它的应用。',
    change: 'ztunnel 的环境变量 `UNSTABLE_ENABLE_SOCKS5=true`。',
    check:
      '先执行 `kubectl -n NS port-forward POD 15080`，再执行 `curl -v --socks5-hostname localhost:15080 http://SERVICE/`。',
    reach: '在该 Pod 的网络命名空间里。',
  },
}
