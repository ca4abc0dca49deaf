import type { Explanations } from '../explanation.ts'

export const presence: Explanations['presence'] = {
  'removed-in-1-25': 'Istio 1.25 已移除，这个代理的版本更新。',
  'needs-istio-1-31': 'Istio 1.31 才有，这个代理的版本更旧。',
  'only-in-socket-table':
    '这里有进程在监听，但 Pod、Service 和 Istio 都没有提到它。Portolan 不会向它发送任何内容。',
  'not-configured': '只有配置过才会存在，而这里没有任何东西能确定它已配置。',
  'interception-none': '此 Pod 的流量劫持模式为 NONE：不做重定向，也就没有劫持端口。',
  'status-port-zero': '状态端口设为 0，即已关闭。',
  'dns-capture-off': '此 Pod 没有启用 DNS 捕获。',
  'dns-capture-unknown': '从已读取的内容中无法判断这里是否启用了 DNS 捕获。',
  'hbone-off': '这个代理没有监听 HBONE。',
  'hbone-unknown': '已要求启用 HBONE；istiod 是否允许，只有 Envoy 的监听器能说明。',
  'merged-into-http': '对应的启动参数为空：它改由 --httpAddr 的端口提供。',
  'no-envoy': '此 Pod 没有 Envoy，无法查询监听器。',
  'envoy-disabled': '此 Pod 关闭了 Envoy（DISABLE_ENVOY）。',
  'version-unknown': '取决于 Istio 版本，而镜像和组件都没有说明版本。',
  'no-secure-serving': 'istiod 在这里不提供 TLS：启动参数为空，或者既没有 CA 也没有证书。',
  'socks5-unknown': '取决于节点上 ztunnel 的一项设置（UNSTABLE_ENABLE_SOCKS5）。',
  'transient-init': '只在 Init 容器运行期间监听过。',
  'metrics-merge-off': '此 Pod 关闭了指标合并。',
  'udp-only': '这是 UDP 端口，端口转发无法承载，因此不探测。',
  'listener-not-served': '容器声明了它，或有 Service 指向它，但 Envoy 没有对应的监听器。',
  'listeners-unread': '读取 Envoy 的监听器之前，不知道 Envoy 是否提供它。',
  'mesh-config-unread': '取决于网格配置，而网格配置无法读取。',
  'container-not-running': '本应监听它的容器没有运行。',
}

export const kinds: Explanations['kinds'] = {
  'has-native-sidecar':
    '原生 Sidecar：istio-proxy 位于 initContainers 中，restartPolicy 为 Always，因此先于应用启动、晚于应用退出。',
  'has-sidecar': '传统 Sidecar：istio-proxy 是与应用并列的普通容器。',
  'is-gateway-chart': '由 Istio 的 chart 或 operator 安装的网关：istio-proxy 以 router 方式运行。',
  'is-gateway-api': 'istiod 根据 Gateway API 的 Gateway 资源创建的网关。',
  'is-east-west': '东西向网关：连接网格中的各个网络。',
  'is-waypoint': 'waypoint：Ambient 模式下服务于命名空间或服务的七层代理。',
  'is-ztunnel': 'ztunnel：Ambient 模式下所在节点的四层代理。',
  'is-istio-cni': 'Istio CNI：配置流量重定向的节点 agent。',
  'is-istiod': 'istiod：控制平面。',
  'is-agentgateway': 'agentgateway：由 istiod 创建、不含 Envoy 的网关。',
  'is-proxyless': '无代理 gRPC：运行 pilot-agent 而不运行 Envoy，由应用的 gRPC 库自己使用 xDS。',
  'captured-by-ztunnel': '已被捕获：流量由节点上的 ztunnel 承载，Pod 中没有代理。',
  'outside-namespace-not-labelled':
    '不在网格中：命名空间（istio-injection、istio.io/rev、istio.io/dataplane-mode）和 Pod 都没有要求加入。',
  'outside-pod-opted-out':
    '不在网格中：Pod 选择不加入（sidecar.istio.io/inject: "false" 或 istio.io/dataplane-mode: none）。',
  'outside-host-network': '不在网格中：使用主机网络的 Pod 从不注入。',
  'outside-created-before-label':
    '不在网格中：现在要求注入，但此 Pod 没有注入的痕迹，多半是在打标签之前创建的；重启工作负载即可。',
  'outside-injection-failed': '不在网格中：有注入的痕迹，但 Pod 中没有代理。原因见其 ReplicaSet 的事件。',
  'outside-namespace-unread': 'Pod 中没有代理。是否本应有，要看命名空间的标签，而标签无法读取。',
  'outside-kubernetes-system': '不在网格中：注入从不涉及 Kubernetes 自身的命名空间。',
}

export const unread: Explanations['unread'] = {
  'mesh-config': '网格配置（ConfigMap）说明整个网格改动了哪些默认端口。',
  namespace: '命名空间的标签说明其中的 Pod 是否应加入网格，以及使用哪个修订版本。',
  services: '命名空间中的 Service 说明工作负载的哪些端口是供人调用的。',
  'istiod-pods': 'istiod 的 Pod 列表说明控制平面是否存在。',
  'envoy-listeners': 'Envoy 自己的监听器列表说明它实际提供哪些端口。',
  'pod-environment': 'Pod 的某个环境变量引用了 ConfigMap、Secret 或字段，因此 Pod 的规约中没有它的值。',
}
