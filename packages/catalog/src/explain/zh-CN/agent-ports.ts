import type { PortExplanation, PortsOf } from '../explanation.ts'

export const agentPorts: PortsOf<'agent'> & { readonly 'istio-validation': PortExplanation } = {
  'agent-status': {
    name: '状态与合并后的指标',
    what: 'pilot-agent 的状态服务：就绪检查、合并后的指标、代为执行应用探针，以及 agent 自身的性能剖析数据。Envoy 至少成功更新过一次上游集群（cluster）和监听器、且处于 LIVE 状态后，`/healthz/ready` 才返回 200。其中一部分结果会被记住，所以 200 并不能证明当前与 istiod 的连接仍在。',
    who: 'kubelet（经由 15021；改写后的应用探针则直接访问这里）、Prometheus（`/stats/prometheus`），以及 preStop 钩子或运维人员（`/drain`、`/quitquitquit`）。',
    change:
      '`meshConfig.defaultConfig` 里的 `statusPort`，或注解 `status.sidecar.istio.io/port`（设为 0 则去掉探针）。指标合并由 `meshConfig.enablePrometheusMerge` 控制，单个 Pod 可用 `prometheus.istio.io/merge-metrics: "false"` 关闭。启用期间，注入会把 `prometheus.io/port`、`path` 和 `scrape` 改写为指向这个端口。',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /healthz/ready`；503 的原因要看 `kubectl -n NS logs POD -c istio-proxy`。',
    reach:
      '所有地址，明文 HTTP：入站劫持会跳过它，所以没有双向 TLS，也不受策略约束。pprof、`/debug/ndsz`、`/drain` 和 `/quitquitquit` 只响应来自本机回环的请求，而端口转发也算本机回环。',
  },
  'agent-dns': {
    name: 'DNS 代理',
    what: 'pilot-agent 用 istiod 下发的名称表回答应用的 DNS 查询，查不到的转给 Pod 原本的解析器。它同时监听 UDP 和 TCP；端口转发只支持 TCP，所以只能观测到这一半。',
    who: '应用：启用 DNS 捕获后，iptables 会把它发往 53 端口的查询重定向到这里。',
    change:
      '在 `proxyMetadata` 里设置 `ISTIO_META_DNS_CAPTURE: "true"`（网关用 `ISTIO_META_ENABLE_DNS_SERVER`）；监听地址由 `DNS_PROXY_ADDR` 决定。重定向规则在注入时确定，修改后需要重启 Pod。',
    check:
      '先执行 `kubectl -n NS port-forward POD 15053`，再执行 `dig +tcp @127.0.0.1 -p 15053 kubernetes.default.svc.cluster.local`。名称表的内容见 15020 的 `/debug/ndsz`。',
    reach: '仅本机回环。',
  },
  'agent-debug-tap': {
    name: '到 istiod 的调试入口',
    what: '借助 agent 已通过认证的 xDS 流查询 istiod 的调试端点：在这里请求 `/debug/syncz`，回答的正是该代理当前连接的那个 istiod。同一时刻只处理一个请求，最长五秒。',
    who: '排查问题的人，通过 exec 或端口转发访问。',
    since:
      '仅到 Istio 1.24，1.25 已移除。新版本请用 `istioctl x internal-debug` 直接查询 istiod。Istio 官方的端口表至今仍列着它。',
    change: '代理的 `PROXY_XDS_DEBUG_VIA_AGENT` 和 `PROXY_XDS_DEBUG_VIA_AGENT_PORT`。',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15004 GET /debug/syncz`；1.25 起连接会被拒绝。',
    reach: '仅本机回环，除此之外没有任何校验。',
  },
  'istio-validation': {
    name: '流量重定向自检',
    what: 'Init 容器 `istio-validation` 短暂监听这个端口并连接自己，以确认 CNI 插件已经配好流量重定向；Pod 正式运行之前它就退出了。自检失败时，Pod 会停在 `Init` 阶段，由 CNI 的修复机制按其设置处理。',
    who: '只有这个 Init 容器自己。',
    change: '随 Istio CNI 一起出现；不用 CNI 时，Init 容器是 `istio-init`，没有这项自检。',
    check: '`kubectl -n NS logs POD -c istio-validation` 查看自检结果。',
    reach: '没有谁需要访问它；它只存在几秒钟。',
  },
}
