import type { PortsOf } from '../explanation.ts'

export const gatewayPorts: PortsOf<'gateway'> = {
  'gateway-listener': {
    name: '网关监听器',
    what: '网关接收流量的端口。Envoy 绑定的是 Service 的 `targetPort`，不是 `port`：外面的 80 在这里往往是 8080。只有 Gateway 资源引用了它，监听器才会出现；在那之前，端口即使声明了，连接也会被拒绝。',
    who: '经负载均衡器进来的网格外客户端；出口网关则是网格内的工作负载。',
    change: 'Gateway 资源的 `servers[].port` 或 `listeners[]`，并与 Service 的 `targetPort` 保持一致。',
    check:
      '`istioctl proxy-config listeners POD -n NS` 查看 Envoy 实际提供的监听器；Gateway 为何不生效，用 `istioctl analyze -n NS` 排查。',
    reach: '所有地址；是否使用 TLS 由 Gateway 资源决定。',
  },
  'gateway-cross-network': {
    name: '跨网络流量',
    what: '接收来自网格其他网络的流量。网关不在这里终止双向 TLS（`AUTO_PASSTHROUGH`），而是按 SNI 找到目标上游集群（cluster），因此证书和身份始终属于通信两端的工作负载。',
    who: '其他网络的 Sidecar 和网关；它们从 `meshNetworks` 或带有 `topology.istio.io/network` 标签的 Service 得知网关地址。',
    change: 'gateway chart 的 `networkGateway`，或专门为跨网络流量创建的 Gateway 和 Service。',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15443`；在另一个集群里执行 `istioctl proxy-config endpoints POD`，应能看到网关地址。',
    reach: '所有地址；只有双向 TLS 能通过，由目的端校验。',
  },
  'gateway-istiod-xds': {
    name: '经网关访问 istiod',
    what: '把远程集群的连接转给 istiod 的 15012。TLS 直接透传，所以这里握手失败，问题往往出在 istiod 的证书，而不是网关的证书。',
    who: '没有自己 istiod 的远程集群里的代理。',
    change: '暴露 istiod 的 Gateway 和 VirtualService（示例 `expose-istiod`），以及 Service 的端口。',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15012`；在远程集群里执行 `istioctl proxy-status`，查看哪些代理连了进来。',
    reach: '所有地址；TLS 由 istiod 终止。',
  },
  'gateway-istiod-webhook': {
    name: '经网关访问 istiod 的 Webhook',
    what: '把远程 API server 的调用转给 istiod 的 Webhook（15017），为没有自己 istiod 的集群提供注入和校验。它不可用时，远程集群里启用了注入的命名空间无法创建 Pod。',
    who: '远程集群的 API server。',
    change: '暴露 istiod 的 Gateway 和 VirtualService，以及远程集群 Webhook 配置里的 `url`。',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15017`；在远程集群里执行 `kubectl get mutatingwebhookconfigurations`，查看所用的地址。',
    reach: '所有地址；TLS 由 istiod 终止。',
  },
}
