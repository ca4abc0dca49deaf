import type { Explanations } from '../explanation.ts'

export const sockets: Explanations['sockets'] = {
  'xds-socket': {
    name: 'XDS 套接字',
    what: 'pilot-agent 在这里向 Envoy 提供 xDS：把 Envoy 的流一对一地转给 istiod。agent 与 istiod 断开时，也会断开 Envoy 的流，Envoy 则沿用现有配置继续工作。在 Envoy 里，它对应上游集群（cluster）`xds-grpc`。',
    who: 'Envoy；没有 Envoy 时是应用的 gRPC 库。',
    change: '`meshConfig.defaultConfig` 的 `configPath` 决定它所在的目录。',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET "stats?filter=xds-grpc"` 查看该上游集群（cluster）的计数器。',
  },
  'sds-socket': {
    name: 'SDS 套接字',
    what: 'pilot-agent 在这里把工作负载的证书、私钥和根证书交给 Envoy。私钥在 Pod 内生成，从不离开 Pod；证书到期前会在这里续期，无需重启。',
    who: 'Envoy（上游集群（cluster）`sds-grpc`）。',
    change:
      'SPIRE agent 之类的程序可以在这个位置提供自己的套接字，此时 pilot-agent 就不再提供。文件名由 `WORKLOAD_IDENTITY_SOCKET_FILE` 决定。',
    check: '`istioctl proxy-config secret POD -n NS` 查看证书及其有效期。',
  },
  'external-sds-socket': {
    name: '外部 SDS 套接字',
    what: '其他程序可以挂载这个套接字，向 Envoy 提供证书，供 Gateway 和 DestinationRule 的 `credentialName: sds://...` 使用。很少会用到。',
    who: 'Envoy，前提是装有证书提供方。',
    change: '把 Pod 的一个卷挂载到 `/var/run/secrets/credential-uds`。',
    check: '`istioctl proxy-config secret POD -n NS` 查看由此获得的证书与密钥（secret）。',
  },
  'cni-sockets': {
    name: 'CNI 套接字',
    what: '节点上的一组套接字。容器运行时为每个 Pod 调用 CNI 插件，插件通过它们联系 agent：请它配置 Pod，并传送自己的日志。',
    who: '节点上的 CNI 插件。',
    change: 'CNI agent 的启动参数 `--cni-event-address` 和 `--log-uds-socket`；目录在主机上。',
    check: '`kubectl -n istio-system exec POD -c install-cni -- ls /var/run/istio-cni`。',
  },
  'ztunnel-socket': {
    name: 'ztunnel 套接字',
    what: 'CNI agent 通过它把每个被捕获 Pod 的网络命名空间（一个文件描述符）交给节点上的 ztunnel。没有它，该节点上的新 Pod 都无法加入 Ambient 网格。',
    who: 'ztunnel 主动连接，CNI agent 应答。',
    change: 'CNI agent 的启动参数 `--ztunnel-uds-address`；ztunnel 一侧必须配置相同的路径。',
    check:
      '先执行 `kubectl -n istio-system port-forward POD 15014`，再执行 `curl -s localhost:15014/metrics | grep ztunnel_connected`：没有 ztunnel 连接时为 0。',
  },
}
