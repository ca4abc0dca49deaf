import type { ControlLinkId, LinkGroup } from '../link-groups.ts'

export const controlLinks: LinkGroup<ControlLinkId> = {
  'envoy-to-agent-xds': {
    name: 'Envoy 到 agent：xDS',
    what: 'Envoy 获取全部配置的唯一一条流，经 Unix 套接字到 pilot-agent，再由它转给 istiod。连线的状态取自关键指标“与控制平面的 xDS 流”，因为单凭套接字文件证明不了任何事。',
    who: 'Envoy，上游集群（cluster）`xds-grpc`。',
    change: '没有可设置的项。',
    check: '`istioctl proxy-status POD -n NS` 显示两侧是否一致。',
  },
  'envoy-to-agent-sds': {
    name: 'Envoy 到 agent：SDS',
    what: 'Envoy 从 pilot-agent 取得证书、私钥和根证书，续期时会得到通知。如果启动时在这里失败，使用双向 TLS 的监听器会一直停在 warming 状态。',
    who: 'Envoy，上游集群（cluster）`sds-grpc`。',
    change: '代理的 `SECRET_TTL` 和 `SECRET_GRACE_PERIOD_RATIO` 决定有效期和续期时机。',
    check: '`istioctl proxy-config secret POD -n NS`：`default` 和 `ROOTCA` 必须为 ACTIVE 且在有效期内。',
  },
  'agent-to-istiod': {
    name: 'agent 到 istiod',
    what: 'agent 与控制平面的唯一连接，目的端口 15012：承载 Envoy 的配置流，以及偶尔的证书签发请求。连接断开时，Envoy 沿用现有配置；istiod 重启后，最多可能要半分钟才能恢复。',
    who: 'pilot-agent，使用 Pod 的服务账号令牌或证书。',
    change: '`meshConfig.defaultConfig` 的 `discoveryAddress`、`CA_ADDR`；NetworkPolicy 必须放行 15012。',
    check:
      '`istioctl proxy-status` 显示代理及其连接的 istiod；错误见 `kubectl -n NS logs POD -c istio-proxy`。',
  },
  'agent-starts-envoy': {
    name: 'agent 启动 Envoy',
    what: 'pilot-agent 写好引导配置，并把 Envoy 作为子进程启动。收到 SIGTERM 后，它让 Envoy 排空连接，经过 `terminationDrainDuration` 再结束它。Envoy 意外退出时，agent 也随之退出。',
    who: 'pilot-agent。',
    change:
      '`meshConfig.defaultConfig` 中的 `terminationDrainDuration`、`EXIT_ON_ZERO_ACTIVE_CONNECTIONS`、`concurrency`。',
    check: '`istioctl proxy-config bootstrap POD -n NS` 显示启动时使用的配置。',
  },
  'application-to-agent-xds': {
    name: 'gRPC 库到 agent：xDS',
    what: '在无代理 gRPC 中，应用自己的库按引导文件（`GRPC_XDS_BOOTSTRAP`）从 pilot-agent 的套接字读取配置。只有使用 `xds:///` 的名称才会经过它。',
    who: '应用中的 gRPC。',
    change: '通过 `inject.istio.io/templates` 选择注入模板 `grpc-agent`。',
    check: '库建立连接后，`istioctl proxy-status` 中会出现此 Pod。',
  },
  'istiod-tap': {
    name: '调试入口到 istiod',
    what: '15004 上的请求会转为 xDS 调试请求，沿 agent 的流发出，因此到达的正是这个代理所连接的 istiod。',
    who: '排查问题的人。',
    since: '仅到 Istio 1.24。',
    change: '`PROXY_XDS_DEBUG_VIA_AGENT`。',
    check: '`istioctl x internal-debug syncz` 直接查询 istiod，各版本都可用。',
  },
  'proxies-to-secure-grpc': {
    name: '代理到 istiod',
    what: '该修订版本的每个代理都在这里保持一条长连接，并在这里申请证书。大量代理同时重连时，推送会排队，连接限速（`PILOT_MAX_REQUESTS_PER_SECOND`）也会让它们变慢。',
    who: 'pilot-agent、ztunnel、istioctl。',
    change:
      'istiod 的副本数；启动参数 `--keepaliveMaxServerConnectionAge`（chart 中为 30 分钟）让代理定期重连，从而重新分布。',
    check:
      '`istioctl proxy-status` 列出这些代理；`curl -s localhost:15014/metrics` 中的 `pilot_xds` 给出数量。',
  },
  'proxies-to-grpc': {
    name: '不带 TLS 的 xDS',
    what: '明文 xDS。普通网格里没有谁使用，所以端口可用却没有客户端是正常的。',
    who: '测试客户端，以及设置了 `controlPlaneAuthPolicy: NONE` 的代理。',
    change: 'istiod 的启动参数 `--grpcAddr`。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 15014`，再执行 `curl -s localhost:15014/debug/connections`。',
  },
  'api-server-to-webhook': {
    name: 'API server 到 Webhook',
    what: '在启用注入的命名空间里每创建一个 Pod，以及每次写入 Istio 资源，API server 都会通过 istiod Service 的 443 端口调用它。调用失败时 Pod 根本不会创建，原因见 ReplicaSet 的事件。托管集群往往要为 15017 放行防火墙。',
    who: 'API server。',
    change: '该修订版本的 MutatingWebhookConfiguration 和 ValidatingWebhookConfiguration。',
    check: '`kubectl -n NS get events --field-selector reason=FailedCreate`、`istioctl x injector list`。',
  },
  'istiod-to-api-server': {
    name: 'istiod 到 API server',
    what: 'istiod 监听 Service、端点、Pod 和 Istio 资源，并写回状态。连接中断时，istiod 沿用最后的状态；新启动的 istiod 则无法就绪。',
    who: 'pilot-discovery。',
    change: '服务账号 `istiod` 的 RBAC；`discoverySelectors` 限定它关注哪些命名空间。',
    check: '`kubectl -n istio-system logs deploy/istiod` 中可以看到失败的 watch。',
  },
  'ztunnel-to-istiod': {
    name: 'ztunnel 到 istiod',
    what: 'ztunnel 通过 xDS 接收工作负载、服务和策略，并为本节点上每个被捕获的身份申请证书。istiod 不在时，它沿用现有内容。',
    who: 'ztunnel。',
    change: 'ztunnel 的 `XDS_ADDRESS` 和 `CA_ADDRESS`。',
    check:
      '`istioctl proxy-status` 列出各 ztunnel，`istioctl ztunnel-config certificates` 列出各身份的证书。',
  },
  'cni-to-ztunnel': {
    name: 'CNI agent 与 ztunnel',
    what: 'ztunnel 连接 CNI agent 的套接字，随后得知每个被捕获的 Pod 并拿到其网络命名空间。没有它，该节点上新的 Ambient Pod 无法使用网络。',
    who: 'ztunnel 主动连接，CNI agent 告知。',
    change: 'CNI agent 的启动参数 `--ztunnel-uds-address`。',
    check:
      '`kubectl -n istio-system logs ds/istio-cni-node -c install-cni`，以及其指标中的 `ztunnel_connected`。',
  },
  'agentgateway-to-istiod': {
    name: 'agentgateway 到 istiod',
    what: 'agentgateway 自己从 istiod 取得配置和证书，中间没有 pilot-agent。',
    who: 'agentgateway。',
    since: 'Istio 1.29 起提供，实验性。',
    change: 'istiod 的 `PILOT_ENABLE_AGENTGATEWAY`。',
    check: '`kubectl -n NS logs POD -c agentgateway`。',
  },
}
