import type { PortsOf } from '../explanation.ts'

export const envoyPorts: PortsOf<'envoy'> = {
  'envoy-admin': {
    name: 'Envoy 管理接口',
    what: 'Envoy 的管理接口：可以查看运行状态、配置转储、上游集群（cluster）、监听器、证书和统计，也可以调整日志级别、排空连接或让进程退出。它自身没有任何认证。所有请求都在 Envoy 主线程上执行，大规模网格里一次完整的 `/config_dump` 会拖慢配置更新和就绪检查。',
    who: '`istioctl proxy-config` 和 `istioctl dashboard proxy`；pilot-agent（判断就绪、控制退出）；15090 上的监听器也从这里取统计。',
    change:
      '设置 `proxyAdminPort`，可以写在 `meshConfig.defaultConfig` 或 Pod 注解 `proxy.istio.io/config` 里。改了端口就要给 istioctl 加上 `--proxy-admin-port`，否则它只会报 `EOF`。',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET ready` 应输出 `LIVE`；distroless 镜像里同样可用。',
    reach: '仅本机回环：Pod 内的所有容器，以及有权对该 Pod 做端口转发或 exec 的人。网络上访问不到。',
  },
  'envoy-outbound': {
    name: '出站流量劫持',
    what: '应用发出的 TCP 连接被 iptables 重定向到这里。Envoy（监听器 `virtualOutbound`）取出原始目的地址，再把连接交给对应的监听器。直接连 15001 会进黑洞：连接先被接受，随即关闭；所以这里只能做 TCP 连接探测，连得上只说明监听器在，不说明任何目的地可达。',
    who: '应用自己的出站连接。没有谁会主动访问这个端口。',
    change:
      '全网格修改用 `meshConfig.proxyListenPort`；`sidecar.istio.io/interceptionMode: NONE` 会去掉它。要排除个别目的地，用 `traffic.sidecar.istio.io/excludeOutboundPorts` 或 `excludeOutboundIPRanges`。',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15001` 查看监听器；在 Pod 里用 `ss -ltn` 查看套接字。',
    reach: '绑定所有地址。但无论从哪里直接连过来，都只会进黑洞。',
  },
  'envoy-inbound': {
    name: '入站流量劫持',
    what: '发往 Pod 的连接被 iptables 重定向到这里（监听器 `virtualInbound`）。Envoy 在此终止双向 TLS、执行授权策略，再把请求交给应用。直接连 15006 同样会进黑洞。入站劫持会跳过 15020、15021 和 15090，所以这三个端口既没有双向 TLS，也不受策略约束。',
    who: '所有访问应用端口的调用方：其他工作负载、网关，以及探针未被改写时的 kubelet。',
    change:
      '全网格修改用 `meshConfig.proxyInboundListenPort`；`sidecar.istio.io/interceptionMode: NONE` 会去掉它。要排除个别端口，用 `traffic.sidecar.istio.io/excludeInboundPorts`。',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15006` 会列出它的过滤器链，每个应用端口对应一组。',
    reach: '绑定所有地址。哪些调用方能通过，由 PeerAuthentication 和 AuthorizationPolicy 决定。',
  },
  'envoy-hbone': {
    name: 'HBONE',
    what: '在双向 TLS 里承载 HTTP/2 CONNECT，即 Ambient 模式的隧道协议。waypoint 上真正接收数据的监听器只有这一个；Sidecar 只有参与 Ambient 流量时才有它。没有网格证书，TLS 握手会失败，但这恰好证明监听器存在。',
    who: '支持 HBONE 的 ztunnel、waypoint、网关和其他 Sidecar。',
    change:
      '端口号固定。Sidecar 要有它，需要在代理元数据里设置 `ISTIO_META_ENABLE_HBONE=true`，同时 istiod 以 `PILOT_ENABLE_AMBIENT=true` 运行。',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15008` 应能看到 `connect_terminate`；做好端口转发后，用 `openssl s_client -connect localhost:15008 </dev/null` 查看握手过程。',
    reach: '绑定所有地址；始终要求双向 TLS。',
  },
  'envoy-health': {
    name: '就绪检查',
    what: '一个静态监听器，只把 `/healthz/ready` 转给 pilot-agent 的 15020，其他路径一律返回 404。它把 Pod 的就绪状态同时系在两个进程上：Envoy 要能转发请求，agent 要返回 200。响应没有正文，503 的原因只写在 agent 的日志里。',
    who: 'kubelet（`istio-proxy` 的就绪探针、原生 Sidecar 的启动探针）；在网关上还有负载均衡器，它们经由 Service 端口 `status-port` 访问。',
    change:
      '环境变量 `ENVOY_STATUS_PORT`。注入的探针仍然会访问 15021，两处要一起改。探针的延迟、周期和失败阈值由 `readiness.status.sidecar.istio.io/*` 系列注解设置。',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15021 GET /healthz/ready`；没有输出且退出码为 0 表示已就绪。',
    reach: '所有地址，明文 HTTP。入站劫持会跳过它，所以没有双向 TLS，也不受策略约束。',
  },
  'envoy-metrics': {
    name: 'Envoy 指标',
    what: '供 Prometheus 抓取的 Envoy 自身统计。只有 `/stats/prometheus` 有路由，转到管理接口；其他路径都返回 404，这就足以证明监听器存在；抓取一次代价不小，所以 Portolan 只请求 `/`。它是 Sidecar 唯一声明的端口（`http-envoy-prom`），但启用指标合并后，注解会把 Prometheus 引到 15020。',
    who: '合并指标时的 pilot-agent；以及用 PodMonitor 选中这个声明端口的 Prometheus。',
    change:
      '环境变量 `ENVOY_PROMETHEUS_PORT`；`METRICS_LOCALHOST_ACCESS_ONLY=true` 让它只绑定本机回环。输出哪些指标由 `meshConfig.defaultConfig` 或注解 `proxy.istio.io/config` 里的 `proxyStatsMatcher` 决定。',
    check:
      '先执行 `kubectl -n NS port-forward POD 15090`，再执行 `curl -s localhost:15090/stats/prometheus | head`。',
    reach: '所有地址，明文 HTTP。入站劫持会跳过它，所以没有双向 TLS，也不受策略约束。',
  },
  'envoy-secure-metrics': {
    name: 'Envoy 指标（mTLS）',
    what: '内容与 15090 相同，但由工作负载证书提供双向 TLS 保护。没有网格证书的客户端会收到 TLS alert，这也能证明监听器存在。',
    who: '持有网格证书的 Prometheus。',
    since: 'Istio 1.31 起提供，没有默认端口。',
    change: '代理的环境变量 `ENVOY_SECURE_METRICS_PORT`；设为 0 或不设置就没有这个端口。',
    check:
      '对该端口做端口转发，再用 `openssl s_client -connect localhost:PORT </dev/null` 查看工作负载证书。',
    reach: '所有地址，必须出示网格的客户端证书。',
  },
  'envoy-secure-merged-metrics': {
    name: '合并后的指标（mTLS）',
    what: '15020 上合并后的指标（应用、agent 和 Envoy），由双向 TLS 保护。15020 本身始终是明文 HTTP，这个端口补上了这一缺口。',
    who: '持有网格证书的 Prometheus。',
    since: 'Istio 1.31 起提供，没有默认端口。',
    change: '代理的环境变量 `ENVOY_SECURE_MERGED_METRICS_PORT`；设为 0 或不设置就没有这个端口。',
    check:
      '对该端口做端口转发，再用 `openssl s_client -connect localhost:PORT </dev/null` 查看工作负载证书。',
    reach: '所有地址，必须出示网格的客户端证书。',
  },
  'envoy-listener': {
    name: '独立绑定的监听器',
    what: 'Envoy 绑定到自己端口上的监听器。Sidecar 只有在不做流量劫持（`NONE` 模式）时才会这样；启用劫持时，istiod 下发的监听器并不绑定端口，所有流量都从 15001 和 15006 进入。',
    who: '应用（出站）或 Pod 的调用方（入站），它们必须自己访问这个端口。',
    change: 'Sidecar 资源（`ingress`、`egress`）、Service 的端口，或 EnvoyFilter。',
    check:
      '`istioctl proxy-config listeners POD -n NS` 列出已配置的监听器，在 Pod 里用 `ss -ltn` 查看实际绑定的端口。',
    reach: '以 `/listeners` 里的地址为准；是否使用 TLS 由过滤器链决定。',
  },
}
