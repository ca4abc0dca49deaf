import type { HealthLinkId, LinkGroup } from '../link-groups.ts'

const scrape = 'PodMonitor 或 ServiceMonitor，或者 `prometheus.io/*` 系列注解。'

export const healthLinks: LinkGroup<HealthLinkId> = {
  'kubelet-to-health': {
    name: 'kubelet 到就绪检查',
    what: '`istio-proxy` 的就绪探针。探测失败时，Pod 的就绪容器数会少一个，Service 也不再把流量发给它。这是明文 HTTP，不经过入站劫持。',
    who: 'kubelet。',
    change: '`readiness.status.sidecar.istio.io/*` 系列注解，以及 `status.sidecar.istio.io/port`。',
    check: '`kubectl -n NS describe pod POD` 的 Events 中会出现 `Readiness probe failed`。',
  },
  'health-to-agent-status': {
    name: '就绪检查到 agent',
    what: 'Envoy 把 15021 上的探测转给 agent 的 15020。因此 15021 返回 503 而 15020 返回 200，问题在 Envoy；两者都返回 503，则是 agent 判断为未就绪。',
    who: 'Envoy，上游集群（cluster）`agent`。',
    change: '随 `statusPort` 而变。',
    check:
      '执行 `kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /healthz/ready`，再把端口换成 15021 执行一次。',
  },
  'kubelet-to-agent-status': {
    name: 'kubelet 到改写后的探针',
    what: '注入会把应用的 HTTP、TCP 和 gRPC 探针改写为访问 15020 的 `/app-health/CONTAINER/...`，因为 kubelet 没有证书，过不了严格的双向 TLS。agent 替它访问应用并返回应用的结果。在无代理 gRPC 的 Pod 中，kubelet 直接在这里检查就绪状态。',
    who: 'kubelet。',
    change: 'Pod 注解 `sidecar.istio.io/rewriteAppHTTPProbers`。',
    check:
      '`kubectl -n NS get pod POD -o yaml` 可以看到改写后的探针；原始探针保存在 `ISTIO_KUBE_APP_PROBERS` 中。',
  },
  'agent-status-to-application': {
    name: 'agent 到应用',
    what: 'agent 代替 kubelet 访问应用（探针）；合并指标时，也向应用抓取指标。请求来自 Pod 内部，不经过 Envoy。',
    who: 'pilot-agent。',
    change: '`sidecar.istio.io/rewriteAppHTTPProbers` 和 `prometheus.istio.io/merge-metrics`。',
    check:
      '15020 上的 `istio_agent_scrape_failures_total` 统计失败次数：`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request --debug-port 15020 GET /metrics`。',
  },
  'agent-status-to-envoy-metrics': {
    name: 'agent 到 Envoy 指标',
    what: '15020 被抓取时，agent 从 15090 取来 Envoy 的统计，与自己的和应用的指标放在一起。Envoy 卡住时，对 15020 的抓取也会跟着卡住。',
    who: 'pilot-agent。',
    change: '`meshConfig.enablePrometheusMerge`。',
    check:
      '先执行 `kubectl -n NS port-forward POD 15020`，再执行 `curl -s localhost:15020/stats/prometheus | grep -c ^envoy_`。',
  },
  'agent-status-to-envoy-admin': {
    name: 'agent 到 Envoy 管理接口',
    what: '为判断就绪，agent 会读取管理接口上的少量统计；退出时，也通过它要求 Envoy 排空连接。',
    who: 'pilot-agent。',
    change: '随 `proxyAdminPort` 而变。',
    check: '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET ready`。',
  },
  'metrics-to-admin': {
    name: '指标监听器到管理接口',
    what: '15090 上的监听器自己没有指标：它把 `/stats/prometheus` 转给管理接口，并压缩返回的内容。管理接口慢，抓取就慢。',
    who: 'Envoy，上游集群（cluster）`prometheus_stats`。',
    change: '属于引导配置的静态部分。',
    check:
      '先执行 `kubectl -n NS port-forward POD 15090`，再执行 `curl -s localhost:15090/stats/prometheus | head`。',
  },
  'prometheus-to-agent-status': {
    name: 'Prometheus 到合并后的指标',
    what: '注入会把 `prometheus.io/port` 和 `path` 改写为 15020 的 `/stats/prometheus`，一次抓取就能得到应用、agent 和 Envoy 的指标。应用原来的抓取目标移到了 `ISTIO_PROMETHEUS_ANNOTATIONS`。即使启用严格的双向 TLS，这里也是明文 HTTP。',
    who: '按注解抓取的 Prometheus。',
    change: '`meshConfig.enablePrometheusMerge`，或 Pod 注解 `prometheus.istio.io/merge-metrics: "false"`。',
    check: '`kubectl -n NS get pod POD -o jsonpath="{.metadata.annotations}"`。',
  },
  'prometheus-to-envoy-metrics': {
    name: 'Prometheus 到 Envoy 指标',
    what: 'PodMonitor 选中声明的端口 `http-envoy-prom` 时，只抓取 Envoy 的统计。如果同时还抓取合并后的指标，这部分就会重复计算。',
    who: '按 PodMonitor 抓取的 Prometheus。',
    change: scrape,
    check:
      '先执行 `kubectl -n NS port-forward POD 15090`，再执行 `curl -s localhost:15090/stats/prometheus | head`。',
  },
  'prometheus-to-secure-metrics': {
    name: 'Prometheus 经 mTLS 抓取',
    what: '使用网格证书抓取指标。如果 Prometheus 一侧收到 TLS alert，多半是证书没有挂载，或已经过期。',
    who: '持有网格证书的 Prometheus。',
    since: 'Istio 1.31 起提供。',
    change: '`ENVOY_SECURE_METRICS_PORT`、`ENVOY_SECURE_MERGED_METRICS_PORT`，以及抓取配置的 `tlsConfig`。',
    check: '对该端口做端口转发，再执行 `openssl s_client -connect localhost:PORT </dev/null`。',
  },
  'you-to-debug': {
    name: '从你到 Pod 内部',
    what: '调试端口只绑定本机回环，因此只能通过端口转发或 exec 访问。进去之后没有任何东西再问你是谁：真正的防线是 `pods/portforward` 权限。istiod 同样信任本机回环，会跳过调试接口的认证。',
    who: '你、Portolan 和 istioctl。',
    change: '`pods/portforward` 和 `pods/exec` 的 RBAC。',
    check: '`kubectl auth can-i create pods/portforward -n NS`。',
  },
  'kubelet-to-istiod-ready': {
    name: 'kubelet 到 istiod',
    what: 'istiod 的缓存填充完毕后才算就绪。在此之前，Service 不会把代理引到它这里。',
    who: 'kubelet。',
    change: 'Deployment `istiod` 的探针。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 8080`，再执行 `curl -si localhost:8080/ready`。',
  },
  'prometheus-to-istiod-monitoring': {
    name: 'Prometheus 到 istiod',
    what: '控制平面的指标：推送、收敛时间、被拒绝的配置、Webhook、CA。',
    who: 'Prometheus。',
    change: scrape,
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 15014`，再执行 `curl -s localhost:15014/metrics | grep pilot_`。',
  },
  'kubelet-to-ztunnel-readiness': {
    name: 'kubelet 到 ztunnel',
    what: 'ztunnel 收到首份配置并连上 CNI agent 的套接字后才算就绪；返回 500 时会列出尚未完成的任务。',
    who: 'kubelet。',
    change: 'DaemonSet `ztunnel` 的探针。',
    check:
      '先执行 `kubectl -n istio-system port-forward POD 15021`，再执行 `curl -si localhost:15021/healthz/ready`。',
  },
  'prometheus-to-ztunnel-metrics': {
    name: 'Prometheus 到 ztunnel',
    what: '该节点上所有被捕获工作负载的四层指标。七层指标来自 waypoint。',
    who: 'Prometheus。',
    change: scrape,
    check:
      '先执行 `kubectl -n istio-system port-forward POD 15020`，再执行 `curl -s localhost:15020/metrics | head`。',
  },
  'kubelet-to-cni-health': {
    name: 'kubelet 到 CNI agent',
    what: '节点 agent 的就绪检查。它的存活检查路径始终返回 200，只能证明进程在运行。',
    who: 'kubelet。',
    change: 'DaemonSet `istio-cni-node` 的探针。',
    check:
      '先执行 `kubectl -n istio-system port-forward POD 8000`，再执行 `curl -si localhost:8000/readyz`。',
  },
  'prometheus-to-cni-metrics': {
    name: 'Prometheus 到 CNI agent',
    what: '安装、修复的指标；在 Ambient 模式下，还有与 ztunnel 连接的指标。',
    who: 'Prometheus。',
    change: scrape,
    check:
      '先执行 `kubectl -n istio-system port-forward POD 15014`，再执行 `curl -s localhost:15014/metrics | head`。',
  },
  'kubelet-to-agentgateway-readiness': {
    name: 'kubelet 到 agentgateway',
    what: 'agentgateway 自身的就绪检查，中间没有 agent。',
    who: 'kubelet。',
    since: 'Istio 1.29 起提供，实验性。',
    change: 'istiod 创建的 Deployment 上的探针。',
    check: '先执行 `kubectl -n NS port-forward POD 15021`，再执行 `curl -si localhost:15021/healthz/ready`。',
  },
  'prometheus-to-agentgateway-metrics': {
    name: 'Prometheus 到 agentgateway',
    what: '它自己的指标，名称与 Envoy 的不同。',
    who: 'Prometheus。',
    since: 'Istio 1.29 起提供，实验性。',
    change: scrape,
    check: '先执行 `kubectl -n NS port-forward POD 15020`，再执行 `curl -s localhost:15020/metrics | head`。',
  },
}
