import type { Explanations } from '../explanation.ts'

export const processes: Explanations['processes'] = {
  application: {
    name: '应用',
    what: '工作负载自己的容器。它对网格一无所知：连接由 iptables 重定向到 Envoy。如果它在 Envoy 就绪之前就向外发起调用，调用会失败，除非代理是原生 Sidecar，或设置了 `holdApplicationUntilProxyStarts`。',
    who: 'Pod 就是为它而存在的。',
    change: '工作负载的 Pod 模板。',
    check: '`kubectl -n NS get pod POD -o wide`；它输出了什么，看 `kubectl -n NS logs POD -c CONTAINER`。',
  },
  'pilot-agent': {
    name: 'pilot-agent',
    what: '`istio-proxy` 容器的根进程：生成私钥并请 istiod 签发证书，替 Envoy 维持到 istiod 的唯一一条流，写好引导配置，启动 Envoy 并与它同生共死。它还提供就绪检查和合并后的指标，启用 DNS 捕获时也提供 DNS。',
    who: 'Envoy（通过 Unix 套接字使用 xDS 和 SDS）、kubelet、Prometheus。',
    change:
      '`meshConfig.defaultConfig`、Pod 注解 `proxy.istio.io/config`，以及通过 `proxyMetadata` 传入的环境变量。大部分要重启 Pod 才生效。',
    check:
      '`kubectl -n NS logs POD -c istio-proxy` 开头就是版本和实际生效的配置。原生 Sidecar 的容器列在 `initContainers` 下。',
  },
  envoy: {
    name: 'Envoy',
    what: '代理本身，pilot-agent 的子进程。流量、路由、双向 TLS、策略和遥测都在这里处理；它的一切行为都来自 istiod 通过 xDS 下发的配置。它一退出，agent 也随之退出，容器重启。',
    who: '应用的每一条连接，无论入站还是出站。',
    change:
      '通过 Istio 资源；线程数由 `concurrency` 决定，日志级别用 `istioctl proxy-config log POD -n NS --level debug` 或注解 `sidecar.istio.io/logLevel` 调整。',
    check:
      '`istioctl proxy-status` 查看配置是否已同步，`istioctl proxy-config all POD -n NS` 查看它当前持有的配置。',
  },
  'istio-init': {
    name: 'istio-init',
    what: '写入流量重定向所需 iptables 规则的 Init 容器，写完即退出。规则只写这一次，所以修改端口或排除项之后必须重建 Pod。',
    who: '在其他容器之前运行一次。',
    change:
      '注解 `traffic.sidecar.istio.io/*`（包含和排除的端口与网段）、`sidecar.istio.io/interceptionMode`。使用 Istio CNI 时由节点上的插件代替它，Pod 不再需要 `NET_ADMIN` 权限。',
    check: '`kubectl -n NS logs POD -c istio-init` 查看它写入的规则。',
  },
  'istio-validation': {
    name: 'istio-validation',
    what: '使用 Istio CNI 时，负责检查节点插件是否已配好流量重定向的 Init 容器。它失败，说明 Pod 启动时该节点上的插件还没有就绪。',
    who: '在其他容器之前运行一次。',
    change: '随 Istio CNI 一起出现。',
    check: '`kubectl -n NS logs POD -c istio-validation`，以及该节点上 CNI agent 的日志。',
  },
  'pilot-discovery': {
    name: 'pilot-discovery',
    what: '即 istiod：监听 Kubernetes，把 Service 和 Istio 资源转换成 Envoy 配置，推送给每个已连接的代理；同时签发工作负载证书，并负责注入和校验。它停机时，运行中的代理沿用现有配置继续工作：只是配置不再更新、无法新建 Pod，证书也会在一天后过期。',
    who: '属于其修订版本的所有代理，以及 API server。',
    change: 'Deployment `istiod` 的启动参数和环境变量，ConfigMap `istio` 里的 `meshConfig`。',
    check:
      '`kubectl -n istio-system get deploy istiod`；哪个代理连着哪个 istiod，用 `istioctl proxy-status` 查看。',
  },
  ztunnel: {
    name: 'ztunnel',
    what: 'Ambient 模式的节点级四层代理：一个进程承载本节点所有被捕获 Pod 的流量，并分别使用各个 Pod 自己的身份。它把套接字开在这些 Pod 的网络命名空间里。重启会中断它正在承载的连接。',
    who: '该节点上所有被捕获的工作负载。',
    change: 'DaemonSet `ztunnel` 及其 chart。',
    check: '`istioctl ztunnel-config workloads`，以及 `kubectl -n istio-system logs ds/ztunnel`。',
  },
  'istio-cni': {
    name: 'istio-cni',
    what: '节点 agent，在 Pod 创建时配置流量重定向，这样 Pod 就不需要 `NET_ADMIN`。在 Ambient 模式下，它还把每个 Pod 的网络命名空间交给 ztunnel。它使用主机网络。',
    who: '容器运行时（通过它安装的 CNI 插件）、ztunnel。',
    change: 'DaemonSet `istio-cni-node` 及其 chart。',
    check: '`kubectl -n istio-system logs ds/istio-cni-node -c install-cni`。',
  },
  agentgateway: {
    name: 'agentgateway',
    what: '用 Rust 编写的网关，istiod 可以用它代替 Envoy。它没有 pilot-agent，也没有 Envoy 管理接口，所以 `istioctl proxy-config` 对它不起作用。',
    who: '访问它所服务的 Gateway 的客户端。',
    since: 'Istio 1.29 起提供，实验性，需设置 `PILOT_ENABLE_AGENTGATEWAY`。',
    change: 'Gateway 资源及其 GatewayClass。',
    check: '`kubectl -n NS get gateway`，以及 `kubectl -n NS logs POD -c agentgateway`。',
  },
}
