import type { Explanations } from '../explanation.ts'

export const peers: Explanations['peers'] = {
  istiod: {
    name: 'istiod',
    what: '这个代理从控制平面取得配置和证书。每个代理只连接一个 istiod Pod，连接结束后重新选择；默认情况下，istiod 每三十分钟会主动结束一次连接。',
    who: '由本 Pod 的 pilot-agent 或 ztunnel 主动连接。',
    change: '`meshConfig.defaultConfig` 的 `discoveryAddress`；连接哪个 istiod 由修订版本决定。',
    check: '`istioctl proxy-status` 显示这个代理连在哪个 istiod 上。',
  },
  'api-server': {
    name: 'Kubernetes API server',
    what: 'istiod 通过它监听所有配置；创建 Pod 或写入 Istio 资源时，它会调用 istiod 的 Webhook。',
    who: 'istiod，双向都有。',
    change: 'Webhook 配置，以及 istiod 服务账号的 RBAC。',
    check: '`kubectl get --raw /readyz`、`kubectl get mutatingwebhookconfigurations`。',
  },
  kubelet: {
    name: 'kubelet',
    what: '执行本节点所有容器的探针，访问 Pod 的地址，使用明文 HTTP。端口转发和 exec 进入 Pod 之前，最后一站也是它：kubelet 卡住时，所有端口会同时没有回应，而业务流量照常。',
    who: '节点。',
    change: 'Pod 模板中的探针；Istio 的探针在注入时写入。',
    check: '`kubectl -n NS describe pod POD` 的 Events 中可以看到探针及其失败记录。',
  },
  prometheus: {
    name: 'Prometheus',
    what: '任何抓取指标的程序。它按注解访问 15020，或按 PodMonitor 访问声明的端口 15090；两者并用时，Envoy 的统计会被重复计算。',
    who: '你的监控系统。',
    change: '`prometheus.io/*` 系列注解，PodMonitor 和 ServiceMonitor 资源。',
    check: '`kubectl -n NS get pod POD -o yaml` 可以看到注入改写后的注解。',
  },
  clients: {
    name: '客户端',
    what: '所有调用这个 Pod 的一方：网格内的工作负载使用双向 TLS，其余的在 PeerAuthentication 允许时使用明文。',
    who: '工作负载、网关、网格外的客户端。',
    change: '哪些调用方能通过，由 PeerAuthentication 和 AuthorizationPolicy 决定。',
    check: '`istioctl x describe pod POD -n NS` 显示生效的策略。',
  },
  upstreams: {
    name: '上游',
    what: '这个 Pod 所调用的一方：网格内的 Service 和 ServiceEntry，以及网格外的主机。除非 `outboundTrafficPolicy` 设为 `REGISTRY_ONLY`，否则允许访问网格外的主机。',
    who: '应用，或网关。',
    change: 'VirtualService、DestinationRule、ServiceEntry、Sidecar。',
    check: '`istioctl proxy-config endpoints POD -n NS` 显示端点地址及其健康状况。',
  },
  you: {
    name: '你',
    what: 'Portolan 的端口转发：经过 API server 和 kubelet，最后从 Pod 内部连接它自己的本机回环。这样能访问到网络上访问不到的端口，也会跳过信任本机回环的校验，istiod 调试接口的认证就是其中之一。',
    who: '凡是在该命名空间中对 `pods/portforward` 有 `create` 权限的人。',
    change: 'RBAC：`pods/portforward` 的 `get` 和 `create`。',
    check: '`kubectl auth can-i create pods/portforward -n NS`。',
  },
  proxies: {
    name: '代理',
    what: '由这个 istiod 服务的 Sidecar、网关、waypoint 和 ztunnel，每个都保持一条长连接。它们只有在重连时（默认每三十分钟）才会重新分布到各个 istiod Pod，所以新启动的 Pod 上起初几乎没有连接。',
    who: '该修订版本的所有 pilot-agent 和 ztunnel。',
    change: '命名空间或 Pod 的标签 `istio.io/rev` 决定使用哪个修订版本。',
    check: '`istioctl proxy-status`，或 15014 上的 `/debug/connections`。',
  },
  'node-ztunnel': {
    name: '节点上的 ztunnel',
    what: '承载该节点上被捕获 Pod 流量的代理。它在这些 Pod 的网络命名空间里打开自己的套接字。',
    who: '该节点上被捕获的工作负载。',
    change: 'DaemonSet `ztunnel`。',
    check: '`kubectl -n istio-system get pods -l app=ztunnel -o wide`。',
  },
  'node-cni': {
    name: '节点上的 Istio CNI',
    what: '这个 agent 把该节点上每个被捕获的 Pod 告知 ztunnel，并交出其网络命名空间。',
    who: 'ztunnel。',
    change: 'DaemonSet `istio-cni-node`。',
    check: '`kubectl -n istio-system get pods -l k8s-app=istio-cni-node -o wide`。',
  },
  'xds-clients': {
    name: '其他 xDS 客户端',
    what: '任何访问明文 xDS 的程序：测试客户端和工具，或关闭了控制平面安全的代理。普通网格里没有谁会用。',
    who: '默认没有。',
    change: '`meshConfig.defaultConfig` 中的 `controlPlaneAuthPolicy: NONE` 会让代理连到这里。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 15014`，再执行 `curl -s localhost:15014/debug/connections`。',
  },
}
